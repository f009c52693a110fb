package io.koppel.journal;

import io.koppel.journal.History.Entry;
import io.koppel.journal.HistoryRow.FieldChange;
import io.koppel.mapping.Side;
import io.koppel.store.ValueReader;
import io.koppel.store.ValueWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The writes of a batch as bytes. Field names, operations and reasons, which all its writes share, stand once and are
 * referred to by number after that.
 */
final class HistoryContent {
    private static final Side[] SIDES = Side.values();
    private static final int NEW = -1;
    private static final int NONE = -2;

    private HistoryContent() {}

    static byte[] write(List<Entry> entries) {
        ValueWriter out = new ValueWriter();
        Map<String, Integer> words = new HashMap<>();
        for (Entry entry : entries) {
            id(out, entry.businessCentralId());
            id(out, entry.dataverseId());
            out.number(entry.side().ordinal());
            word(out, words, entry.operation());
            word(out, words, entry.reason());
            word(out, words, entry.requestId());
            out.number(entry.changes().size());
            for (FieldChange change : entry.changes()) {
                word(out, words, change.field());
                out.value(change.before()).value(change.after());
            }
        }
        return out.toBytes();
    }

    /** The writes in the order in which they were given. */
    static List<Entry> read(byte[] stored) {
        ValueReader in = new ValueReader(stored);
        List<String> words = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        while (!in.atEnd()) {
            UUID businessCentralId = id(in);
            UUID dataverseId = id(in);
            Side side = SIDES[(int) in.number()];
            String operation = String.valueOf(word(in, words));
            String reason = String.valueOf(word(in, words));
            String requestId = word(in, words);
            int fields = (int) in.number();
            List<FieldChange> changes = new ArrayList<>(fields);
            for (int i = 0; i < fields; i++) {
                changes.add(new FieldChange(String.valueOf(word(in, words)), in.value(), in.value()));
            }
            entries.add(new Entry(businessCentralId, dataverseId, side, operation, reason, changes, requestId));
        }
        return entries;
    }

    private static void word(ValueWriter out, Map<String, Integer> words, @Nullable String word) {
        if (word == null) {
            out.number(NONE);
            return;
        }
        Integer known = words.putIfAbsent(word, words.size());
        if (known == null) {
            out.number(NEW).value(word);
        } else {
            out.number(known);
        }
    }

    private static @Nullable String word(ValueReader in, List<String> words) {
        int number = (int) in.number();
        if (number == NONE) {
            return null;
        }
        if (number == NEW) {
            words.add(String.valueOf(in.value()));
            return words.get(words.size() - 1);
        }
        return words.get(number);
    }

    private static void id(ValueWriter out, @Nullable UUID id) {
        out.number(id == null ? 0 : 1);
        if (id != null) {
            out.id(id);
        }
    }

    private static @Nullable UUID id(ValueReader in) {
        return in.number() == 0 ? null : in.id();
    }
}
