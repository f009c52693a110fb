package io.koppel.mapping.test;

import java.util.List;

/**
 * How one mapping test went.
 *
 * @param file the file it stands in
 * @param name what it says it proves
 * @param differences what came out otherwise than expected; empty if it passed
 */
public record MappingTestResult(String file, String name, List<String> differences) {
    /** Whether everything came out as expected. */
    public boolean passed() {
        return differences.isEmpty();
    }

    @Override
    public String toString() {
        return (passed() ? "ok    " : "FAILED ") + file + ": " + name
                + (passed()
                        ? ""
                        : System.lineSeparator() + "  " + String.join(System.lineSeparator() + "  ", differences));
    }
}
