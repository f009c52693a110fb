package io.koppel.route;

import io.koppel.mapping.TableMappings;
import io.koppel.sales.SalesSettings;
import io.koppel.setup.JobSettings;
import io.koppel.store.Database;
import io.koppel.sync.CompanyRow;
import io.koppel.sync.ServiceModels;
import io.koppel.sync.Services;
import io.koppel.sync.SyncSettings;
import java.time.Duration;
import java.util.Map;

/**
 * What a {@link KoppelContext} starts with.
 *
 * @param routePattern Camel's include pattern of route files, for example {@code file:routes/*.yaml}
 * @param retention how long history, job log and error log are kept
 * @param camel properties handed to Camel as they are
 * @param scheduled whether jobs run by their schedule from the start on
 */
public record ContextStart(
        Database database,
        Services services,
        CompanyRow company,
        ServiceModels models,
        SyncSettings settings,
        Duration retention,
        MappingSource mappingSource,
        String routePattern,
        Map<String, String> camel,
        boolean scheduled,
        JobSettings jobs,
        SalesSettings sales) {

    /** How mapping files are read, and where their mappings go. */
    public record MappingSource(TableMappings mappings, KoppelYamlLoader loader) {}
}
