package io.koppel.job;

import io.koppel.mapping.MappingOverride;
import io.koppel.mapping.TableMappings;
import io.koppel.store.Database;
import java.util.LinkedHashMap;
import java.util.Map;

/** The table {@code mapping_override}, in step with the mappings in force. */
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
            handle.execute("DELETE FROM mapping_override WHERE company = ? AND mapping = ?", company, mapping);
            if (!override.equals(MappingOverride.NONE)) {
                handle.execute(
                        "INSERT INTO mapping_override (company, mapping, enabled, only_coupled) VALUES (?,?,?,?)",
                        company,
                        mapping,
                        override.enabled(),
                        override.onlyCoupled());
            }
        });
        mappings.override(mapping, override);
    }

    private Map<String, MappingOverride> all() {
        Map<String, MappingOverride> found = new LinkedHashMap<>();
        database.jdbi().useHandle(handle -> handle.select(
                        "SELECT mapping, enabled, only_coupled FROM mapping_override WHERE company = ?", company)
                .map((rows, context) -> found.put(
                        rows.getString("mapping"), new MappingOverride((Boolean) rows.getObject("enabled"), (Boolean)
                                rows.getObject("only_coupled"))))
                .list());
        return found;
    }
}
