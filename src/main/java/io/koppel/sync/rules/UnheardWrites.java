package io.koppel.sync.rules;

import io.koppel.mapping.Side;
import io.koppel.odata.ODataService;
import io.koppel.odata.Row;
import io.koppel.odata.ServiceException;
import io.koppel.odata.WriteResult;
import io.koppel.sync.Records;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Small writes that nobody heard the answer of are looked at once more right away (promises.md P4): later on somebody may have
 * edited the record, and nothing would tell any more that the write had arrived. A write counts as arrived if the record has
 * another version than it was sent for, does not want the write any more, and was changed last by Koppel's own user, so that
 * its version is no edit of a person.
 */
final class UnheardWrites {
    private UnheardWrites() {}

    /** The results with what a read makes certain; what it does not stays unknown. */
    static List<WriteResult> lookedAt(
            ODataService service,
            Records records,
            Side side,
            String column,
            Predicate<Row> needed,
            @Nullable String ownUser,
            List<Row> sent,
            List<WriteResult> results) {
        String modifier = records.modifierColumn(side);
        Map<UUID, Integer> unheard = new LinkedHashMap<>();
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i) instanceof WriteResult.Unknown) {
                unheard.put(records.id(side, sent.get(i)), i);
            }
        }
        if (unheard.isEmpty() || modifier == null || ownUser == null) {
            return results;
        }
        List<WriteResult> known = new ArrayList<>(results);
        for (Row row : read(service, records, side, column, modifier, unheard)) {
            Integer place = unheard.get(records.id(side, row));
            if (place != null
                    && !Objects.equals(row.etag(), sent.get(place).etag())
                    && !needed.test(row)
                    && ownUser.equals(row.get(modifier))) {
                known.set(place, new WriteResult.Written(200, row.etag(), row, null));
            }
        }
        return known;
    }

    private static List<Row> read(
            ODataService service,
            Records records,
            Side side,
            String column,
            String modifier,
            Map<UUID, Integer> unheard) {
        String stamp = records.stampColumn(side);
        String columns = records.keyColumn(side) + "," + column + "," + modifier + (stamp == null ? "" : "," + stamp);
        try {
            return service.readByIds(
                            records.path(side),
                            records.keyColumn(side),
                            unheard.keySet().stream().map(UUID::toString).toList(),
                            Map.of("$select", columns))
                    .rows();
        } catch (ServiceException unreadable) {
            // They stay unknown, and the next pass looks at them.
            return List.of();
        }
    }
}
