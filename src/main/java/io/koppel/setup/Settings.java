package io.koppel.setup;

import io.koppel.mapping.Models;
import io.koppel.sales.SalesSettings;
import io.koppel.store.DatabaseSettings;
import io.koppel.sync.Safeguards;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All settings of one process, checked.
 *
 * @param home folder that relative paths in the settings start from
 * @param businessCentral null where no connection is set
 * @param dataverse null where no connection is set
 * @param models settings that choose among what the mapping files declare
 * @param sales which jobs for sales documents there are
 * @param writeInProduct number of the item or resource that stands for products written in by hand, blank for none
 * @param company name of the company in Business Central
 * @param jobs when jobs run
 * @param camel the {@code camel.*} and other settings that are passed on to Camel as they are
 */
public record Settings(
        Path home,
        String httpHost,
        int httpPort,
        Path data,
        Path routes,
        RoutesVariant routesVariant,
        DatabaseSettings store,
        @Nullable ServiceSettings businessCentral,
        String company,
        @Nullable ServiceSettings dataverse,
        Models models,
        SalesSettings sales,
        String writeInProduct,
        Duration overlap,
        Duration retention,
        Safeguards safeguards,
        JobSettings jobs,
        Map<String, String> camel) {

    /** The connection to Business Central. */
    public ServiceSettings requireBusinessCentral() {
        return require(businessCentral, "koppel.bc");
    }

    /** The connection to Dataverse. */
    public ServiceSettings requireDataverse() {
        return require(dataverse, "koppel.dataverse");
    }

    private static ServiceSettings require(@Nullable ServiceSettings service, String prefix) {
        if (service == null) {
            throw new SettingsException(List.of(prefix + ".url is not set; set it to the address of the service"));
        }
        return service;
    }

    /** The same with the schedule switched on or off. */
    public Settings withJobs(boolean scheduled) {
        return copy(store, jobs.enabled(scheduled));
    }

    /** The same with another database. */
    public Settings withStore(DatabaseSettings other) {
        return copy(other, jobs);
    }

    private Settings copy(DatabaseSettings newStore, JobSettings newJobs) {
        return new Settings(
                home,
                httpHost,
                httpPort,
                data,
                routes,
                routesVariant,
                newStore,
                businessCentral,
                company,
                dataverse,
                models,
                sales,
                writeInProduct,
                overlap,
                retention,
                safeguards,
                newJobs,
                camel);
    }
}
