package io.koppel.setup;

import io.koppel.mapping.OrderModel;
import io.koppel.mapping.Ownership;
import io.koppel.mapping.PriceModel;
import io.koppel.mapping.UnitModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every setting there is. Whatever else starts with {@code koppel.} in a settings file is a mistake. */
public final class SettingsCatalog {
    public static final Setting<String> HTTP_HOST = new Setting<>(
            "koppel.http.host",
            "127.0.0.1",
            "Address that console and REST listen on; 127.0.0.1 keeps them on this machine. Put a proxy with TLS in front"
                    + " before opening it to others",
            ValueType.text());
    public static final Setting<Integer> HTTP_PORT = new Setting<>(
            "koppel.http.port", "8080", "Port of console and REST; 0 takes any free one", ValueType.number(0, 65_535));
    public static final Setting<Path> DATA = new Setting<>(
            "koppel.data",
            "data",
            "Folder for the embedded database, the log file and what the command line needs to find this process",
            ValueType.path());
    public static final Setting<Path> ROUTES =
            new Setting<>("koppel.routes.folder", "routes", "Folder with the mapping files", ValueType.path());
    public static final Setting<RoutesVariant> ROUTES_VARIANT = new Setting<>(
            "koppel.routes.variant",
            "companion",
            "companion: the shipped files on Koppel's companion extension for Business Central; standard: the files in"
                    + " routes/standard for companies that install nothing",
            ValueType.choice(RoutesVariant.class));
    public static final Setting<String> STORE_URL = new Setting<>(
            "koppel.store.url",
            "",
            "JDBC address of Koppel's own database; empty for an embedded H2 file in the data folder",
            ValueType.text());
    public static final Setting<String> STORE_USER =
            new Setting<>("koppel.store.user", "koppel", "User of that database", ValueType.text());
    public static final Setting<SecretReference> STORE_PASSWORD = new Setting<>(
            "koppel.store.password",
            "",
            "Where its password lies: env:NAME or file:PATH; empty for none",
            ValueType.secretReference());
    public static final Setting<Integer> STORE_POOL_SIZE = new Setting<>(
            "koppel.store.pool-size", "10", "Connections to the database at a time", ValueType.number(2, 200));
    public static final ServiceSettingKeys BUSINESS_CENTRAL = ServiceSettingKeys.businessCentral();
    public static final Setting<String> COMPANY = new Setting<>(
            "koppel.bc.company", "", "Name of the company in Business Central that is synchronized", ValueType.text());
    public static final ServiceSettingKeys DATAVERSE = ServiceSettingKeys.dataverse();
    public static final Setting<Ownership> OWNERSHIP = new Setting<>(
            "koppel.ownership",
            "person",
            "Who owns rows in Dataverse: person (the user coupled to the salesperson) or team (the company's team)",
            ValueType.choice(Ownership.class));
    public static final Setting<UnitModel> UNITS = new Setting<>(
            "koppel.units",
            "codes",
            "What becomes a unit group in Dataverse: codes (each unit of measure, with that one unit) or groups (each item and"
                    + " resource, with all its units)",
            ValueType.choice(UnitModel.class));
    public static final Setting<PriceModel> PRICES = new Setting<>(
            "koppel.prices",
            "classic",
            "Which prices of Business Central are synchronized: classic (customer price groups and sales prices) or extended"
                    + " (price lists and their lines)",
            ValueType.choice(PriceModel.class));
    public static final Setting<OrderModel> SALES_ORDERS = new Setting<>(
            "koppel.sales.orders",
            "none",
            "How sales orders are integrated: none, submitted (a submitted order of Sales becomes an order of Business"
                    + " Central once, and released orders send their header back), or bidirectional (headers and lines travel"
                    + " both ways; it switches Archive Orders on in Business Central)",
            ValueType.choice(OrderModel.class));
    public static final Setting<Boolean> CREATE_ORDERS = new Setting<>(
            "koppel.sales.create-orders",
            "false",
            "Whether a job turns submitted orders of Sales into orders of Business Central; false leaves it to people."
                    + " Needs koppel.sales.orders=submitted",
            ValueType.flag());
    public static final Setting<Boolean> PROCESS_QUOTES = new Setting<>(
            "koppel.sales.process-quotes",
            "false",
            "Whether a job processes active and won quotes of Sales; false leaves it to people",
            ValueType.flag());
    public static final Setting<Boolean> ITEM_AVAILABILITY = new Setting<>(
            "koppel.sales.item-availability",
            "false",
            "Whether a job sends the quantity on hand of items that moved to their products",
            ValueType.flag());
    public static final Setting<String> WRITE_IN_PRODUCT = new Setting<>(
            "koppel.write-in-product",
            "",
            "Number of the item or resource that stands for products written in by hand in Sales; it is not synchronized."
                    + " Empty: the one in Business Central's sales set-up, if it names one",
            ValueType.text());
    public static final Setting<Duration> OVERLAP = new Setting<>(
            "koppel.overlap",
            "5m",
            "How far each pass looks back behind its watermark, so that late changes are not missed",
            ValueType.duration());
    public static final Setting<Duration> RETENTION = new Setting<>(
            "koppel.retention", "90d", "How long history, job log and error log are kept", ValueType.duration());
    public static final Setting<Integer> MASS_CHANGE_SHARE = new Setting<>(
            "koppel.mass-change-share",
            "30%",
            "A run that would insert or change more than this share of a mapping's couplings, or finds that many deleted,"
                    + " writes nothing and waits until a person confirms it; 0% for no limit. A mapping may say otherwise"
                    + " (massChange)",
            ValueType.percentage());
    public static final Setting<Integer> MASS_CHANGE_MINIMUM = new Setting<>(
            "koppel.mass-change-minimum",
            "100",
            "Number of records that a run may always change",
            ValueType.number(0, 1_000_000));
    public static final Setting<Duration> SWEEP_EVERY = new Setting<>(
            "koppel.sweep.every",
            "1d",
            "How often coupled records are searched for deleted ones, by asking for their ids: one request for 500 records"
                    + " of Dataverse or 100 of Business Central. 0s for never; a mapping may say otherwise (sweep)",
            ValueType.duration());
    public static final Setting<Boolean> JOBS = new Setting<>(
            "koppel.jobs.enabled",
            "true",
            "Whether mappings run by their schedule; false leaves everything to people and the command line",
            ValueType.flag());
    public static final Setting<Duration> JOBS_EVERY = new Setting<>(
            "koppel.jobs.every",
            "0s",
            "Time between two runs of every mapping, for trying things out, and no job sleeps then; 0s leaves it to each"
                    + " mapping's schedule",
            ValueType.duration());
    public static final Setting<Duration> JOBS_POLL_EVERY = new Setting<>(
            "koppel.jobs.poll-every",
            "5m",
            "How often a job that sleeps or is not due soon looks, with one small request, whether its table has changed; 0s"
                    + " for never",
            ValueType.duration());
    public static final Setting<Boolean> JOBS_WAKE_ON_DATAVERSE = new Setting<>(
            "koppel.jobs.wake-on-dataverse",
            "false",
            "Whether a change in Dataverse wakes a sleeping job, too; without it only changes in Business Central do",
            ValueType.flag());
    public static final Setting<Duration> JOBS_TIME_LIMIT = new Setting<>(
            "koppel.jobs.time-limit",
            "12h",
            "How long a pass of a job may take; then it ends after the batches in flight and counts as a failed attempt, and the"
                    + " next one goes on where it was. Full synchronizations have no limit; 0s for none at all",
            ValueType.duration());
    public static final Setting<String> JOBS_WEBHOOK_URL = new Setting<>(
            "koppel.jobs.webhook-url",
            "",
            "Address under which Business Central reaches this process, for example https://koppel.example.org; then it is"
                    + " told of changes at once. Empty for no subscriptions",
            ValueType.text());

    private static final Map<String, Setting<?>> BY_KEY = index();

    private SettingsCatalog() {}

    /** All settings in the order of the settings file. */
    public static List<Setting<?>> all() {
        return List.copyOf(BY_KEY.values());
    }

    static Map<String, Setting<?>> byKey() {
        return BY_KEY;
    }

    private static Map<String, Setting<?>> index() {
        Map<String, Setting<?>> byKey = new LinkedHashMap<>();
        add(byKey, List.of(HTTP_HOST, HTTP_PORT, DATA, ROUTES, ROUTES_VARIANT));
        add(byKey, List.of(STORE_URL, STORE_USER, STORE_PASSWORD, STORE_POOL_SIZE));
        add(byKey, BUSINESS_CENTRAL.all());
        add(byKey, List.of(COMPANY));
        add(byKey, DATAVERSE.all());
        add(byKey, List.of(OWNERSHIP, UNITS, PRICES, WRITE_IN_PRODUCT, OVERLAP, RETENTION));
        add(byKey, List.of(SALES_ORDERS, CREATE_ORDERS, PROCESS_QUOTES, ITEM_AVAILABILITY));
        add(byKey, List.of(MASS_CHANGE_SHARE, MASS_CHANGE_MINIMUM, SWEEP_EVERY, JOBS, JOBS_EVERY));
        add(byKey, List.of(JOBS_POLL_EVERY, JOBS_WAKE_ON_DATAVERSE, JOBS_TIME_LIMIT, JOBS_WEBHOOK_URL));
        return java.util.Collections.unmodifiableMap(byKey);
    }

    private static void add(Map<String, Setting<?>> byKey, List<Setting<?>> settings) {
        settings.forEach(setting -> byKey.put(setting.key(), setting));
    }
}
