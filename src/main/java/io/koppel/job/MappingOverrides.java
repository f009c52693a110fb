package io.koppel.job;

import io.koppel.mapping.Direction;
import io.koppel.mapping.FieldOverride;
import io.koppel.mapping.MappingOverride;
import io.koppel.mapping.TableMappings;
import io.koppel.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The tables {@code mapping_override} and {@code field_override}, in step with the mappings in force. */
public final class MappingOverrides {
    private final Database database;
    private final String company;
    private final TableMappings mappings;

    public MappingOverrides(Database database, String company, TableMappings mappings) {
        this.database = database;
        this.company = company;
        this.mappings = mappings;
    }

    /** Puts what is stored in force; for the start of the process. */
    public void load() {
        all().forEach(mappings::override);
    }

    /** What is set for a mapping. */
    public MappingOverride of(String mapping) {
        return all().getOrDefault(mapping, MappingOverride.NONE);
    }

    /** Stores what is set for a mapping and puts it in force. */
    public void put(String mapping, MappingOverride override) {
        database.jdbi().useTransaction(handle -> {
            handle.execute("DELETE FROM field_override WHERE company = ? AND mapping = ?", company, mapping);
            handle.execute("DELETE FROM mapping_override WHERE company = ? AND mapping = ?", company, mapping);
            override.fields().forEach((row, field) -> put(handle, mapping, row, field));
            if (override.enabled() != null || override.onlyCoupled() != null || override.multiCompany() != null) {
                handle.execute(
                        "INSERT INTO mapping_override (company, mapping, enabled, only_coupled, multi_company)"
                                + " VALUES (?,?,?,?,?)",
                        company,
                        mapping,
                        override.enabled(),
                        override.onlyCoupled(),
                        override.multiCompany());
            }
        });
        mappings.override(mapping, override);
    }

    private void put(Handle handle, String mapping, String row, FieldOverride field) {
        Direction direction = field.direction();
        handle.execute(
                "INSERT INTO field_override (company, mapping, field_row, enabled, direction, not_null,"
                        + " clear_on_failure, validate_field, constant) VALUES (?,?,?,?,?,?,?,?,?)",
                company,
                mapping,
                row,
                field.enabled(),
                direction == null ? null : direction.key(),
                field.notNull(),
                field.clearOnFailure(),
                field.validate(),
                field.constant());
    }

    private Map<String, MappingOverride> all() {
        Map<String, MappingOverride> found = new LinkedHashMap<>();
        database.jdbi().useHandle(handle -> handle.select(
                        "SELECT mapping, enabled, only_coupled, multi_company FROM mapping_override WHERE company = ?",
                        company)
                .map((rows, context) -> found.put(
                        rows.getString("mapping"),
                        new MappingOverride(
                                (Boolean) rows.getObject("enabled"),
                                (Boolean) rows.getObject("only_coupled"),
                                (Boolean) rows.getObject("multi_company"),
                                Map.of())))
                .list());
        database.jdbi().useHandle(handle -> handle.select(
                        "SELECT mapping, field_row, enabled, direction, not_null, clear_on_failure, validate_field,"
                                + " constant FROM field_override WHERE company = ?",
                        company)
                .map((rows, context) -> found.put(
                        rows.getString("mapping"),
                        found.getOrDefault(rows.getString("mapping"), MappingOverride.NONE)
                                .field(rows.getString("field_row"), field(rows))))
                .list());
        return found;
    }

    private static FieldOverride field(ResultSet rows) throws SQLException {
        String direction = rows.getString("direction");
        return new FieldOverride(
                (Boolean) rows.getObject("enabled"),
                direction == null ? null : Direction.of(direction),
                (Boolean) rows.getObject("not_null"),
                (Boolean) rows.getObject("clear_on_failure"),
                (Boolean) rows.getObject("validate_field"),
                rows.getString("constant"));
    }
}
