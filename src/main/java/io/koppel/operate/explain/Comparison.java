package io.koppel.operate.explain;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A coupled pair field by field: what both sides last agreed on, and what each holds now.
 *
 * @param record number or name
 * @param businessCentralId null if there is no such record and none is coupled; likewise {@code dataverseId}
 * @param agreed whether it is known what they agreed on; not before the first synchronization, nor after the mapping's fields
 *     changed
 * @param problems sides that cannot be read, or whose record is gone
 * @param lines of a document whose lines travel with it; none for all other records
 */
public record Comparison(
        String mapping,
        String record,
        @Nullable UUID businessCentralId,
        @Nullable UUID dataverseId,
        @Nullable String number,
        @Nullable String name,
        boolean agreed,
        List<String> problems,
        List<Field> fields,
        List<Line> lines) {
    /**
     * One line of a document.
     *
     * @param state same, changed, only in Business Central, only in Dataverse
     * @param line its number in Business Central, else its name in Sales
     * @param changed names of the fields that a side changed since they last agreed
     */
    public record Line(String state, @Nullable String line, List<String> changed, List<Field> fields) {}

    /**
     * One field.
     *
     * @param state same, changed in Business Central, changed in Dataverse, conflict (both changed, to different values), changed
     *     alike, or unknown
     * @param base what both last agreed on, as Business Central writes it
     */
    public record Field(
            @Nullable String businessCentralField,
            @Nullable String dataverseField,
            String direction,
            String state,
            @Nullable String base,
            @Nullable String businessCentral,
            @Nullable String dataverse) {}
}
