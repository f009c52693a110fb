package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Transaction;
import io.koppel.sandbox.http.BatchItem;
import io.koppel.sandbox.http.Exchange;
import io.koppel.sandbox.http.SandboxContext;
import io.koppel.sandbox.http.SandboxResponse;
import io.koppel.sandbox.http.Throttle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Carries out `$batch`: each part in a transaction of its own, or with {@code Isolation: snapshot} all of them in one
 * (business-central-api.md §9).
 */
final class BcBatchRunner {
    private final BusinessCentralService service;
    private final SandboxContext context;
    private final BcData data;
    private final BcRequests requests;

    BcBatchRunner(BusinessCentralService service, SandboxContext context, BcData data, BcRequests requests) {
        this.service = service;
        this.context = context;
        this.data = data;
        this.requests = requests;
    }

    SandboxResponse run(Exchange exchange, Surface surface) {
        if (!exchange.request().method().equals("POST")) {
            throw BcException.methodNotAllowed("$batch", exchange.request().method());
        }
        BcBatch batch = BcBatch.of(exchange.request());
        if (context.limits().get().throttling() && batch.parts().size() > 1) {
            Throttle.Refusal refusal = context.throttles()
                    .count(service, exchange.caller(), batch.parts().size() - 1);
            if (refusal != null) {
                return service.throttled(refusal);
            }
        }
        if (!"snapshot".equalsIgnoreCase(exchange.request().header("Isolation"))) {
            return run(exchange, surface, batch, null);
        }
        try (Transaction transaction = data.database().begin(exchange.author())) {
            return run(exchange, surface, batch, transaction);
        }
    }

    private SandboxResponse run(Exchange exchange, Surface surface, BcBatch batch, @Nullable Transaction transaction) {
        List<BatchItem.Answer.Single> answers = new ArrayList<>();
        SandboxResponse broken = null;
        boolean failed = false;
        int records = 0;
        for (BatchItem.Part part : batch.parts()) {
            SandboxResponse answer = part(exchange, surface, part, transaction);
            failed |= !answer.succeeded();
            records += Math.max(1, answer.records());
            answers.add(new BatchItem.Answer.Single(part.id(), answer));
            if (answer.cut() != SandboxResponse.Cut.NONE) {
                broken = answer;
                break;
            }
        }
        if (transaction != null && !failed) {
            transaction.commit();
        }
        SandboxResponse whole = batch.answer(answers).withRecords(records);
        for (BatchItem.Answer.Single answer : answers) {
            whole = whole.withDelay(answer.response().delay());
        }
        return broken == null ? whole : whole.withCut(broken.cut());
    }

    private SandboxResponse part(
            Exchange exchange, Surface surface, BatchItem.Part part, @Nullable Transaction transaction) {
        Exchange inner = exchange.part(BcBatch.absolute(part.request(), surface.base()));
        return context.faults()
                .around(
                        service,
                        inner,
                        asked -> BcRequests.guarded(() -> {
                            Surface own = BcRequests.surface(asked.request());
                            BcPath path = BcRequests.path(asked.request(), own);
                            if (transaction == null) {
                                return requests.answer(asked, own, path, null);
                            }
                            Transaction.Savepoint before = transaction.savepoint();
                            try {
                                return requests.answer(asked, own, path, transaction);
                            } catch (BcException e) {
                                transaction.rollback(before);
                                throw e;
                            }
                        }));
    }
}
