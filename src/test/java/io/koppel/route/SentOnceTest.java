package io.koppel.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.koppel.coupling.IdempotentKeys;
import io.koppel.store.Database;
import io.koppel.store.DatabaseSettings;
import java.time.Clock;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A route that sends a thing once, with Camel's own {@code idempotentConsumer} on Koppel's database. */
class SentOnceTest {
    private final Database database =
            Database.open(new DatabaseSettings("jdbc:h2:mem:" + UUID.randomUUID(), "koppel", "", 5));
    private CamelContext camel;
    private ProducerTemplate template;
    private MockEndpoint sent;

    @BeforeEach
    void start() throws Exception {
        camel = started();
    }

    @AfterEach
    void stop() {
        camel.stop();
        database.close();
    }

    private SentOnce repository() {
        return new SentOnce(new IdempotentKeys(database, "CRONUS", "sent-once", Clock.systemUTC()));
    }

    private CamelContext started() throws Exception {
        CamelContext context = new DefaultCamelContext();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:post")
                        .idempotentConsumer(header("post"), repository())
                        .choice()
                        .when(header("broken"))
                        .throwException(new IllegalStateException("the service does not answer"))
                        .end()
                        .to("mock:sent");
            }
        });
        context.start();
        template = context.createProducerTemplate();
        sent = context.getEndpoint("mock:sent", MockEndpoint.class);
        return context;
    }

    @Test
    void aThingIsSentOnceAlsoByTheNextProcess() throws Exception {
        template.sendBodyAndHeader("direct:post", "shipped", "post", "order-1/shipped");
        template.sendBodyAndHeader("direct:post", "shipped", "post", "order-1/shipped");
        template.sendBodyAndHeader("direct:post", "invoiced", "post", "order-1/invoiced");
        assertThat(sent.getReceivedExchanges()).hasSize(2);

        camel.stop();
        camel = started();
        template.sendBodyAndHeader("direct:post", "shipped", "post", "order-1/shipped");

        assertThat(sent.getReceivedExchanges()).isEmpty();
    }

    @Test
    void whatFailedIsSentAgain() {
        assertThatThrownBy(() -> template.sendBodyAndHeaders(
                        "direct:post", "shipped", java.util.Map.of("post", "order-2/shipped", "broken", true)))
                .isInstanceOf(CamelExecutionException.class);

        template.sendBodyAndHeader("direct:post", "shipped", "post", "order-2/shipped");

        assertThat(sent.getReceivedExchanges()).hasSize(1);
    }

    @Test
    void whatADeadProcessLeftOpenIsTakenUpAndWhatIsBeingSentIsNot() {
        SentOnce dead = repository();
        assertThat(dead.add("order-3/shipped")).isTrue();
        assertThat(dead.add("order-3/shipped"))
                .as("beside the one that is sending")
                .isFalse();

        SentOnce next = repository();

        assertThat(next.contains("order-3/shipped")).isFalse();
        assertThat(next.add("order-3/shipped")).isTrue();
        assertThat(next.confirm("order-3/shipped")).isTrue();
        assertThat(next.contains("order-3/shipped")).isTrue();
        assertThat(repository().add("order-3/shipped")).isFalse();
    }

    @Test
    void companiesDoNotShareKeys() {
        assertThat(repository().add("1")).isTrue();
        assertThat(new SentOnce(new IdempotentKeys(database, "OTHER", "sent-once", Clock.systemUTC())).add("1"))
                .isTrue();
    }
}
