package io.koppel.sync;

import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.Page;
import io.koppel.odata.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the options of a choice column as the rows of a pass from Dataverse: an option without a code becomes a code, an option
 * with another label renames its code (sync-semantics.md §12). Metadata tell no time of change, so every pass reads all options
 * and what has changed is told by their labels.
 */
final class ChoiceSource {
    private final Engine engine;

    ChoiceSource(Engine engine) {
        this.engine = engine;
    }

    /** Whether a pass reads options. */
    static boolean isRead(Pass pass) {
        return pass.mapping().dataverse().isChoice() && !isWritten(pass);
    }

    /** Whether a pass writes options. */
    static boolean isWritten(Pass pass) {
        return pass.mapping().dataverse().isChoice() && pass.target() == Side.DATAVERSE;
    }

    /** All options, or those that were chosen; they fit into one page. */
    Page read(Pass pass, Selection selection) {
        Map<String, Row> options = ChoiceTargets.options(engine, column(pass.mapping()));
        List<Row> rows = new ArrayList<>(options.size());
        Set<String> wanted = selection instanceof Selection.Ids chosen ? new HashSet<>(chosen.ids()) : options.keySet();
        options.forEach((id, row) -> {
            if (wanted.contains(id)) {
                rows.add(row);
            }
        });
        return new Page(rows, null, null, (long) rows.size(), List.of(), Instant.EPOCH);
    }

    /** {@code account.paymenttermscode}. */
    static String column(TableMapping mapping) {
        return mapping.dataverse().table() + "." + mapping.dataverse().choice();
    }
}
