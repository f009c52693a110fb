package io.koppel.setup;

import java.util.List;

/** The shipped {@code application.properties}: every setting with its description and default, in sections. */
public final class SettingsFile {
    /** Below this line stand settings of Camel and of one's own routes; they are passed on as they are. */
    public static final String END = "# ---- Camel and your own routes";

    private static final int WIDTH = 118;

    private SettingsFile() {}

    /** The text of the file up to {@link #END}. */
    public static String render() {
        StringBuilder text = new StringBuilder();
        comment(
                text,
                "Settings of Koppel. A value set as an environment variable (koppel.http.port as KOPPEL_HTTP_PORT) wins over"
                        + " this file, one set on the command line (--set koppel.http.port=8081) over both. Relative paths start"
                        + " from the folder of this file. Time spans are written 30s, 10m, 12h, 90d.");
        section(text, "Console and REST", "koppel.http.");
        section(text, "Files", "koppel.data", "koppel.routes.");
        section(text, "Koppel's own database", "koppel.store.");
        section(text, "Business Central", "koppel.bc.");
        section(text, "Dataverse", "koppel.dataverse.");
        section(
                text,
                "Synchronization",
                "koppel.ownership",
                "koppel.units",
                "koppel.prices",
                "koppel.write-in-product",
                "koppel.overlap",
                "koppel.retention",
                "koppel.mass-change-share",
                "koppel.mass-change-minimum",
                "koppel.sweep.",
                "koppel.jobs.");
        section(text, "Sales documents", "koppel.sales.");
        return text.append('\n').toString();
    }

    private static void section(StringBuilder text, String title, String... prefixes) {
        text.append("\n# ---- ").append(title).append("\n");
        for (Setting<?> setting : SettingsCatalog.all()) {
            if (List.of(prefixes).stream().anyMatch(prefix -> belongs(setting, prefix))) {
                text.append('\n');
                comment(text, setting.description() + ".");
                text.append(setting.key())
                        .append('=')
                        .append(setting.defaultText())
                        .append('\n');
            }
        }
    }

    /** A prefix ends in a dot; without one it is a whole key. */
    private static boolean belongs(Setting<?> setting, String prefix) {
        return prefix.endsWith(".")
                ? setting.key().startsWith(prefix)
                : setting.key().equals(prefix);
    }

    private static void comment(StringBuilder text, String words) {
        StringBuilder line = new StringBuilder("#");
        for (String word : words.split(" ")) {
            if (line.length() + word.length() >= WIDTH) {
                text.append(line).append('\n');
                line = new StringBuilder("#");
            }
            line.append(' ').append(word);
        }
        text.append(line).append('\n');
    }
}
