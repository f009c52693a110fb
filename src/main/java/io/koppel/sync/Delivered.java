package io.koppel.sync;

import io.koppel.odata.Row;
import io.koppel.odata.WriteResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a record that was sent: the latest answer, and how often it was tried. */
final class Delivered {
    private @Nullable WriteResult result;
    private @Nullable Row written;
    private List<String> copies = List.of();
    private int attempts;

    @Nullable
    WriteResult result() {
        return result;
    }

    void result(@Nullable WriteResult outcome) {
        result = outcome;
    }

    /** The other side's record after the write, as far as the service told. */
    @Nullable
    Row written() {
        return written;
    }

    void written(@Nullable Row row) {
        written = row;
    }

    /** Further choice columns that took the option along. */
    List<String> copies() {
        return copies;
    }

    void copies(List<String> columns) {
        copies = columns;
    }

    int attempts() {
        return attempts;
    }

    void attempted() {
        attempts++;
    }
}
