package io.koppel.sync;

import io.koppel.coupling.Coupling;
import io.koppel.journal.FailedRecord;
import io.koppel.mapping.Direction;
import io.koppel.mapping.TransferFailure;
import io.koppel.odata.ErrorClass;
import io.koppel.odata.ServiceError;
import io.koppel.store.StoredText;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Words a record's failure: mapping, record and direction first, then what was expected and what to do. */
final class Failures {
    private final Engine engine;

    Failures(Engine engine) {
        this.engine = engine;
    }

    void fail(Batch batch, Item item, TransferFailure failure) {
        fail(
                batch,
                item,
                ErrorClass.DATA,
                failure.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                failure.field().on(batch.pass().source()),
                failure.message());
    }

    void fail(Batch batch, Item item, ServiceError error) {
        fail(batch, item, error.kind(), error.code(), null, error.message());
    }

    void fail(
            Batch batch,
            Item item,
            ErrorClass errorClass,
            @Nullable String code,
            @Nullable String field,
            String message) {
        Pass pass = batch.pass();
        Coupling coupling = item.coupling();
        String record =
                item.label() == null || item.label().isBlank() ? item.sourceId().toString() : item.label();
        String prefix = prefix(pass, record);
        item.fail(new FailedRecord(
                engine.newId(),
                pass.job(),
                pass.run(),
                pass.runtime().scope(),
                engine.company().name(),
                pass.mapping().id(),
                pass.direction().key(),
                cut(record, 250),
                item.sourceId().toString(),
                coupling == null ? null : item.targetId().toString(),
                errorClass.name().toLowerCase(Locale.ROOT),
                cut(code, 60),
                cut(field, 100),
                cut(prefix + message, 2000),
                cut(Cause.of(message, record), 200),
                engine.now()));
        item.decide(new Decision.Failed(errorClass, message));
    }

    /** What every message begins with. */
    static String prefix(Pass pass, String record) {
        return pass.mapping().id() + " " + record + " "
                + (pass.direction() == Direction.TO_DATAVERSE ? "to Dataverse" : "from Dataverse") + ": ";
    }

    static String cut(@Nullable String text, int length) {
        return text == null ? "" : StoredText.cut(text, length);
    }
}
