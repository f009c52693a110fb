package io.koppel.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

/**
 * The tables of Quartz's JDBC store, from the script in Quartz's own jar, so that they always fit its version. The script for
 * PostgreSQL runs on H2 as well; with it both databases share one delegate.
 */
final class QuartzTables implements JavaMigration {
    private static final String SCRIPT = "/org/quartz/impl/jdbcjobstore/tables_postgres.sql";

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("2");
    }

    @Override
    public String getDescription() {
        return "quartz tables";
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException, IOException {
        try (Statement statement = context.getConnection().createStatement()) {
            for (String command : commands()) {
                statement.execute(command);
            }
        }
    }

    private static List<String> commands() throws IOException {
        try (InputStream script = QuartzTables.class.getResourceAsStream(SCRIPT)) {
            if (script == null) {
                throw new IOException("Quartz's jar has no " + SCRIPT + "; its tables cannot be made");
            }
            String text = new String(script.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^--.*$", "");
            List<String> commands = new ArrayList<>();
            for (String part : text.split(";")) {
                String command = part.strip();
                String upper = command.toUpperCase(Locale.ROOT);
                if (upper.startsWith("CREATE")) {
                    commands.add(command);
                }
            }
            return commands;
        }
    }
}
