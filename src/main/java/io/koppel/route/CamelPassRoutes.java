package io.koppel.route;

import io.koppel.journal.FailedRecord;
import io.koppel.sync.Pass;
import io.koppel.sync.PassRoutes;
import io.koppel.sync.Selection;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.engine.DefaultProducerTemplate;

/** Starts the mapping's own route for a pass: {@code direct:CUSTOMER.to-dataverse}. */
public final class CamelPassRoutes implements PassRoutes {
    private final ProducerTemplate template;
    private final ErrorRows rows;

    /** @param template kept by the caller, who stops it */
    CamelPassRoutes(ProducerTemplate template, ErrorRows rows) {
        this.template = template;
        this.rows = rows;
    }

    /** A template that starts with the context: before its routes, whose jobs may run at once. */
    static ProducerTemplate template(CamelContext context) {
        ProducerTemplate template = new DefaultProducerTemplate(context);
        try {
            context.addService(template);
        } catch (Exception e) {
            throw new IllegalStateException("the routes cannot be called: " + e.getMessage(), e);
        }
        return template;
    }

    @Override
    public void send(Pass pass, Selection selection) {
        String route = pass.mapping().id() + "." + pass.direction().key();
        Exchange result = template.send("direct:" + route, exchange -> {
            exchange.setProperty(PassSteps.PASS, pass);
            exchange.getMessage().setBody(selection);
        });
        Exception failure = result.getException();
        if (failure != null) {
            pass.fail(failure);
        }
    }

    @Override
    public void failed(List<FailedRecord> failures) {
        rows.together(() -> failures.forEach(failure -> template.sendBody("direct:failed-record", failure)));
    }
}
