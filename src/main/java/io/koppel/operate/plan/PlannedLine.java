package io.koppel.operate.plan;

import io.koppel.coupling.Coupling;
import io.koppel.mapping.Side;
import io.koppel.sync.Item;
import io.koppel.sync.Pass;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a pass would do with one line of a document, in the transaction of its document.
 *
 * @param outcome insert, modify or delete
 * @param line its number or name, null if it has none on the side that is read
 * @param businessCentralId of a new line the id it would get; likewise {@code dataverseId}
 * @param fields what would be written
 */
public record PlannedLine(
        String outcome,
        @Nullable String line,
        @Nullable String businessCentralId,
        @Nullable String dataverseId,
        List<PlannedField> fields) {

    /** The lines of a document that would be written; none for a record without lines. */
    static List<PlannedLine> of(Pass pass, Item document) {
        List<PlannedLine> lines = new ArrayList<>();
        for (Coupling gone : document.removedLines()) {
            lines.add(new PlannedLine(
                    "delete",
                    gone.number(),
                    gone.businessCentralId().toString(),
                    gone.dataverseId().toString(),
                    List.of()));
        }
        for (Item line : document.lines()) {
            if (line.writes()) {
                lines.add(new PlannedLine(
                        line.isNew() ? "insert" : "modify",
                        line.label(),
                        id(pass, line, Side.BUSINESS_CENTRAL),
                        id(pass, line, Side.DATAVERSE),
                        PlannedField.of(pass, line)));
            }
        }
        return lines;
    }

    /** A line that only the other side will have, of rounding for example, has none where it is read. */
    private static @Nullable String id(Pass pass, Item line, Side side) {
        UUID id = pass.source() == side ? line.sourceId() : line.targetId();
        return id.equals(new UUID(0, 0)) ? null : id.toString();
    }
}
