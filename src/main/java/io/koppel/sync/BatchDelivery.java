package io.koppel.sync;

import io.koppel.coupling.Coupling;
import io.koppel.odata.ErrorClass;
import io.koppel.odata.ODataService;
import io.koppel.odata.ServiceError;
import io.koppel.odata.ServiceException;
import io.koppel.odata.WriteResult;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * Sends a batch and settles each outcome. A record whose target changed under it, or whose answer was lost, is read again,
 * decided again and sent again with the version then found; never blindly (promises.md P2, P4).
 */
final class BatchDelivery implements Deliverer {
    private final Engine engine;
    private final Resolver resolver;
    private final DecideStep decide;
    private final TransferStep transfer;
    private final IntentStep intents;
    private final Failures failures;

    BatchDelivery(Engine engine, Matcher matcher, Failures failures) {
        this.engine = engine;
        this.resolver = new Resolver(engine, this, matcher, failures);
        this.decide = new DecideStep(failures);
        this.transfer = new TransferStep(engine, failures);
        this.intents = new IntentStep(engine, failures);
        this.failures = failures;
    }

    Resolver resolver() {
        return resolver;
    }

    DecideStep decideStep() {
        return decide;
    }

    TransferStep transferStep() {
        return transfer;
    }

    IntentStep intentStep() {
        return intents;
    }

    @Override
    public void deliver(Batch batch, ODataService service) {
        Pass pass = batch.pass();
        // The batch's id travels to the service and stands in the history, so that both logs can be laid side by side.
        ODataService calling = service.withRequestId(batch.requestId());
        if (!pass.isPreview()) {
            part(batch);
        }
        List<Item> open = pass.isPreview() ? List.of() : batch.writing();
        while (!open.isEmpty()) {
            List<WriteResult> results = engine.targets(pass).write(pass, open, calling);
            List<Item> again = new ArrayList<>();
            for (int i = 0; i < open.size(); i++) {
                Item item = open.get(i);
                item.delivered().attempted();
                item.delivered().result(results.get(i));
                if (!settled(batch, item, results.get(i))) {
                    again.add(item);
                }
            }
            engine.targets(pass).readBack(pass, open);
            open = takeUpAgain(batch, again);
        }
    }

    /** Couplings whose other record is gone: what is left of them in Dataverse is cleared before they are forgotten. */
    private void part(Batch batch) {
        Pass pass = batch.pass();
        for (Item item : batch.items()) {
            Coupling coupling = item.coupling();
            if (item.decision() instanceof Decision.RemoveCoupling && coupling != null) {
                try {
                    item.pairing()
                            .partings(engine.uncoupler()
                                    .part(pass.mapping(), coupling, EnumSet.of(pass.source()), pass.run(), pass.job()));
                } catch (RecordRefused refused) {
                    failures.fail(
                            batch,
                            item,
                            refused.errorClass(),
                            null,
                            refused.field(),
                            String.valueOf(refused.getMessage()));
                }
            }
        }
    }

    /** Whether nothing more has to be done about the record. */
    private boolean settled(Batch batch, Item item, WriteResult result) {
        if (result instanceof WriteResult.Written written) {
            item.written(batch.pass().runtime().asShown(batch.pass().target(), written.row()));
            return true;
        }
        if (result instanceof WriteResult.Unknown unknown) {
            item.pairing().attempted(intents.attempt(batch, item));
            return giveUp(batch, item, unknownError(unknown.reason()));
        }
        ServiceError error = ((WriteResult.Refused) result).error();
        if (error.kind() == ErrorClass.CONFIGURATION) {
            batch.pass()
                    .fail(new ServiceException(
                            service(batch), "writing " + batch.pass().mapping().id(), error));
        }
        if (IntentStep.refusedInDoubt(result)) {
            item.pairing().attempted(intents.attempt(batch, item));
        }
        boolean create = item.decision() instanceof Decision.Insert;
        boolean mayPass = error.kind() == ErrorClass.CONFLICT
                || (error.kind() == ErrorClass.DUPLICATE && create && !item.adopted() && !error.isOfAnotherKey())
                || (error.kind() == ErrorClass.GONE && !create);
        return mayPass ? giveUp(batch, item, error) : failed(batch, item, error);
    }

    private String service(Batch batch) {
        return engine.services().of(batch.pass().target()).name();
    }

    private boolean giveUp(Batch batch, Item item, ServiceError error) {
        return item.delivered().attempts() >= engine.settings().attempts() && failed(batch, item, error);
    }

    private boolean failed(Batch batch, Item item, ServiceError error) {
        failures.fail(batch, item, error);
        return true;
    }

    private static ServiceError unknownError(String reason) {
        return new ServiceError(
                ErrorClass.TRANSIENT,
                0,
                "no-answer",
                "the answer was lost (" + reason + "); the next run reads the record and finishes the attempt",
                null,
                null);
    }

    /** Reads targets again and lets the records go through decision, transfer and intent once more. */
    private List<Item> takeUpAgain(Batch batch, List<Item> again) {
        if (again.isEmpty()) {
            return List.of();
        }
        for (Item item : again) {
            item.records().forgetTarget();
            item.decide(new Decision.NeedsTarget());
        }
        resolver.targets().read(batch, again);
        for (Item item : again) {
            if (item.failure() == null) {
                decide.decideOne(batch, item);
            }
        }
        transfer.transferAgain(
                batch,
                again.stream()
                        .filter(item -> item.failure() == null
                                && (item.decision() instanceof Decision.Insert
                                        || item.decision() instanceof Decision.Modify))
                        .toList());
        intents.misfits(batch, again);
        IntentStep.approved(batch, again.stream().filter(Item::writes).toList());
        List<Item> open = again.stream().filter(Item::writes).toList();
        intents.openFor(batch, open);
        return open;
    }
}
