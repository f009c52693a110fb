package io.koppel.operate.revert;

import io.koppel.coupling.Coupling;
import io.koppel.odata.Row;
import io.koppel.operate.revert.Reverted.RevertedField;
import io.koppel.operate.revert.Reverted.RevertedRecord;
import io.koppel.operate.revert.RunWrites.Written;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What can be done about one record of a run.
 *
 * @param row the record as it stands, null if it is gone or was not looked at
 * @param deletes whether it is to be deleted
 * @param values columns with the values they are put back to, as they are read
 * @param body the same as they are written
 * @param why reason if nothing is done
 */
record Judged(
        Written written,
        @Nullable Coupling coupling,
        @Nullable Row row,
        boolean deletes,
        List<RevertedField> fields,
        Map<String, @Nullable Object> values,
        Map<String, @Nullable Object> body,
        @Nullable String why) {

    static Judged kept(Written written, @Nullable Coupling coupling, @Nullable Row row, String why) {
        return new Judged(written, coupling, row, false, List.of(), new LinkedHashMap<>(), new LinkedHashMap<>(), why);
    }

    boolean acts() {
        return deletes || !body.isEmpty();
    }

    /** @param failure why it was not done after all, null if it was or is only planned */
    RevertedRecord view(@Nullable String failure) {
        String wanted = deletes ? "deleted" : acts() ? "put back" : "kept";
        return new RevertedRecord(
                written.target.mapping(),
                written.target.side().displayName(),
                name(),
                written.businessCentralId,
                written.dataverseId,
                failure != null ? "failed" : wanted,
                failure != null ? failure : why,
                fields);
    }

    private @Nullable String name() {
        if (coupling == null) {
            return null;
        }
        String number = coupling.number();
        return number == null ? coupling.name() : number;
    }
}
