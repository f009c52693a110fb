package io.koppel.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The scenarios there are, each with its id, to what it applies and a short title. */
final class ScenarioCatalogue {
    private static final Pattern FIRST_COLUMN = Pattern.compile("^\\|\\s*([A-Z]{2}-\\d{2})\\s*\\|", Pattern.MULTILINE);

    private ScenarioCatalogue() {}

    /**
     * One scenario.
     *
     * @param applies {@code engine}, {@code operations} or {@code remote}
     */
    record Entry(String id, String applies, String title) {}

    /** All scenarios by id, in the order of the list. */
    static Map<String, Entry> load() {
        Map<String, Entry> entries = new LinkedHashMap<>();
        try (InputStream in = ScenarioCatalogue.class.getResourceAsStream("/scenarios/catalogue.tsv")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            text.lines().skip(1).map(line -> line.split("\t", -1)).forEach(columns -> {
                if (columns.length != 3 || entries.containsKey(columns[0])) {
                    throw new IllegalStateException("catalogue.tsv: expected id, applies and title once an id, found "
                            + String.join("|", columns));
                }
                entries.put(columns[0], new Entry(columns[0], columns[1], columns[2]));
            });
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ids in the first column of the table in {@code docs/differences.md}. */
    static Set<String> different(Path basedir) {
        Path file = basedir.resolve("docs/differences.md");
        Set<String> ids = new TreeSet<>();
        if (Files.exists(file)) {
            try {
                Matcher rows = FIRST_COLUMN.matcher(Files.readString(file));
                while (rows.find()) {
                    ids.add(rows.group(1));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return ids;
    }
}
