package io.koppel.testing;

import io.koppel.job.RunStatus;
import io.koppel.job.SynchronizeRequest;
import io.koppel.journal.JobLogRow;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Models;
import io.koppel.mapping.Ownership;
import io.koppel.mapping.TableMappings;
import io.koppel.metadata.ServiceModel;
import io.koppel.metadata.TableModel;
import io.koppel.odata.ConnectionSettings;
import io.koppel.odata.Limits;
import io.koppel.odata.ODataServices;
import io.koppel.odata.Secret;
import io.koppel.route.ContextStart;
import io.koppel.route.KoppelContext;
import io.koppel.route.KoppelYamlLoader;
import io.koppel.sales.SalesSettings;
import io.koppel.sandbox.Sandbox;
import io.koppel.sandbox.SandboxOptions;
import io.koppel.setup.Connections;
import io.koppel.setup.JobSettings;
import io.koppel.store.Database;
import io.koppel.store.DatabaseSettings;
import io.koppel.sync.CompanyRow;
import io.koppel.sync.ServiceModels;
import io.koppel.sync.Services;
import io.koppel.sync.SyncSettings;
import io.koppel.sync.rules.StandardRules;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Koppel in this JVM against the sandbox of this JVM: one sandbox for all tests, one context per test class. */
public final class Rig implements AutoCloseable {
    private static final Sandbox SANDBOX = Sandbox.start(SandboxOptions.empty());

    private final Sandbox sandbox;
    private final KoppelContext koppel;
    private final Database database;
    private final Services services;
    private final CompanyRow company;
    private @org.jspecify.annotations.Nullable Rest rest;
    private final SandboxClient person;

    private Rig(Sandbox sandbox, KoppelContext koppel, Database database, Services services, CompanyRow company) {
        this.sandbox = sandbox;
        this.person = new SandboxClient(sandbox.baseUrl(), "person");
        this.koppel = koppel;
        this.database = database;
        this.services = services;
        this.company = company;
    }

    /** Starts on an empty sandbox with the shipped mapping files. */
    public static Rig start() {
        return start(Ownership.PERSON);
    }

    public static Rig start(Ownership ownership) {
        return start(ownership, Basedir.path().resolve("routes"));
    }

    public static Rig start(Ownership ownership, Path routes) {
        return start(Models.of(ownership), routes);
    }

    /** Starts with these settings on what the mapping files declare. */
    public static Rig start(Models models) {
        return start(models, Basedir.path().resolve("routes"));
    }

    /** Starts with documents of Sales integrated as the settings say. */
    public static Rig start(SalesSettings sales) {
        return start(
                Models.DEFAULTS.with(sales.orders()),
                Basedir.path().resolve("routes"),
                emptyStore(),
                false,
                JobSettings.DEFAULTS,
                sales);
    }

    /** The same in another model of units or prices, which says the same of orders. */
    public static Rig start(SalesSettings sales, Models models) {
        return start(models, Basedir.path().resolve("routes"), emptyStore(), false, JobSettings.DEFAULTS, sales);
    }

    /** The same on other route files than the shipped ones. */
    public static Rig start(SalesSettings sales, Path routes) {
        return start(Models.DEFAULTS.with(sales.orders()), routes, emptyStore(), false, JobSettings.DEFAULTS, sales);
    }

    /** Starts with other settings of the synchronization. */
    public static Rig start(SyncSettings settings) {
        return start(
                SANDBOX,
                Models.DEFAULTS,
                Basedir.path().resolve("routes"),
                emptyStore(),
                false,
                JobSettings.DEFAULTS,
                SalesSettings.NONE,
                settings,
                "");
    }

    /** Starts on a sandbox of its own with the demonstration company. */
    public static Rig demonstration(Models models) {
        return start(
                Sandbox.start(SandboxOptions.demo(0)),
                models,
                Basedir.path().resolve("routes"),
                memory(),
                false,
                JobSettings.DEFAULTS,
                SalesSettings.NONE);
    }

    public static Rig start(Models models, Path routes) {
        return start(models, routes, emptyStore(), false, JobSettings.DEFAULTS, SalesSettings.NONE);
    }

    private static Database emptyStore() {
        new SandboxClient(SANDBOX.baseUrl(), "person").admin("POST", "reset", null);
        return memory();
    }

    private static Database memory() {
        return Database.open(
                new DatabaseSettings("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "koppel", "", 10));
    }

    /** Ends Koppel and starts another on the same database, as after a restart of the process. */
    public Rig restart(Path routes, boolean scheduled, JobSettings jobs) {
        closeKoppel();
        return start(sandbox, Models.DEFAULTS, routes, database, scheduled, jobs, SalesSettings.NONE);
    }

    /** The same with other settings for documents of Sales. */
    public Rig restart(SalesSettings sales) {
        closeKoppel();
        return start(
                sandbox,
                Models.DEFAULTS.with(sales.orders()),
                Basedir.path().resolve("routes"),
                database,
                false,
                JobSettings.DEFAULTS,
                sales);
    }

    private static Rig start(
            Models models, Path routes, Database database, boolean scheduled, JobSettings jobs, SalesSettings sales) {
        return start(SANDBOX, models, routes, database, scheduled, jobs, sales);
    }

    private static Rig start(
            Sandbox sandbox,
            Models models,
            Path routes,
            Database database,
            boolean scheduled,
            JobSettings jobs,
            SalesSettings sales) {
        return start(sandbox, models, routes, database, scheduled, jobs, sales, SyncSettings.DEFAULTS, "");
    }

    /** Starts where Dataverse has everything but one table, as without the solution that brings it. */
    public static Rig withoutTable(String entitySet) {
        return start(
                SANDBOX,
                Models.DEFAULTS,
                Basedir.path().resolve("routes"),
                emptyStore(),
                false,
                JobSettings.DEFAULTS,
                SalesSettings.NONE,
                SyncSettings.DEFAULTS,
                entitySet);
    }

    private static Rig start(
            Sandbox sandbox,
            Models models,
            Path routes,
            Database database,
            boolean scheduled,
            JobSettings jobs,
            SalesSettings sales,
            SyncSettings settings,
            String missing) {
        try {
            Services services = openServices(sandbox);
            CompanyRow company = company(sandbox, services);
            TableMappings mappings = new TableMappings();
            Map<String, String> camel = new HashMap<>();
            camel.put("camel.threadpool.config[deliver].id", "deliver");
            camel.put("camel.threadpool.config[deliver].pool-size", "2");
            camel.put("camel.threadpool.config[deliver].max-pool-size", "2");
            camel.put("camel.threadpool.config[deliver].max-queue-size", "2");
            camel.put("camel.threadpool.config[deliver].rejected-policy", "CallerRuns");
            KoppelContext koppel = KoppelContext.start(new ContextStart(
                    database,
                    services,
                    company,
                    models(services, missing),
                    settings,
                    java.time.Duration.ofDays(90),
                    new ContextStart.MappingSource(
                            mappings, new KoppelYamlLoader(mappings, models, StandardRules.NAMES).every(jobs.every())),
                    "file:" + routes.toAbsolutePath() + "/*.yaml",
                    camel,
                    scheduled,
                    jobs,
                    sales));
            return new Rig(sandbox, koppel, database, services, company);
        } catch (Exception e) {
            throw new AssertionError("the rig does not start: " + e.getMessage(), e);
        }
    }

    private static Services openServices(Sandbox sandbox) {
        URI base = URI.create(sandbox.baseUrl());
        URI token = base.resolve("/oauth2/v2.0/token");
        String scope = sandbox.baseUrl() + "/.default";
        String companyId = new SandboxClient(sandbox.baseUrl(), "person").companyId();
        ConnectionSettings bc = ConnectionSettings.businessCentral(
                        base.resolve("/v2.0/sandbox"),
                        companyId,
                        "CRONUS",
                        token,
                        "koppel",
                        Secret.of("sandbox"),
                        scope)
                .withLimits(Limits.businessCentral().withoutWindow())
                .withSizes(5, 100, 500);
        ConnectionSettings dataverse = ConnectionSettings.dataverse(
                        base.resolve("/api/data/v9.2/"), token, "koppel", Secret.of("sandbox"), scope)
                .withLimits(Limits.dataverse().withoutWindow())
                .withSizes(8, 500, 500);
        return new Services(ODataServices.open(bc), ODataServices.open(dataverse));
    }

    private static CompanyRow company(Sandbox sandbox, Services services) {
        String id = new SandboxClient(sandbox.baseUrl(), "person").companyId();
        return Connections.company(services.businessCentral(), services.dataverse(), "CRONUS", id);
    }

    private static ServiceModels models(Services services, String missing) throws IOException {
        try (InputStream bc = services.businessCentral().metadata();
                InputStream dataverse = services.dataverse().metadata()) {
            Map<String, TableModel> tables =
                    new HashMap<>(ServiceModel.parse(dataverse).tables());
            tables.remove(missing);
            return new ServiceModels(Map.of("companion", ServiceModel.parse(bc)), new ServiceModel(tables));
        }
    }

    public KoppelContext koppel() {
        return koppel;
    }

    public Database database() {
        return database;
    }

    public CompanyRow company() {
        return company;
    }

    public Services services() {
        return services;
    }

    /** REST of this Koppel, opened when it is first asked for. */
    public synchronized Rest rest() {
        if (rest == null) {
            rest = Rest.over(this);
        }
        return rest;
    }

    String sandboxAddress() {
        return sandbox.baseUrl();
    }

    /** An ordinary user of both systems. */
    public SandboxClient person() {
        return person;
    }

    /** The user Koppel works as, for what an ordinary user may not do. */
    public SandboxClient integrationUser() {
        return new SandboxClient(sandbox.baseUrl(), "koppel");
    }

    /** Runs a mapping's modified records, as its job does. */
    public RunStatus run(String mapping) {
        return koppel.runner().run(SynchronizeRequest.modified(mapping, "test"));
    }

    /** Runs named records in one direction. */
    public RunStatus run(String mapping, Direction direction, List<String> ids, boolean force, Boolean creates) {
        boolean to = direction == Direction.TO_DATAVERSE;
        return koppel.runner()
                .run(new SynchronizeRequest(
                        mapping, direction, to ? ids : List.of(), to ? List.of() : ids, force, creates, "test"));
    }

    /** The pass of a run in a direction. */
    public static JobLogRow pass(RunStatus run, Direction direction) {
        return run.passes().stream()
                .filter(pass -> pass.direction().equals(direction.key()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no pass " + direction.key() + " in " + run));
    }

    @Override
    public void close() {
        closeKoppel();
        database.close();
        closeSandbox();
    }

    private synchronized void closeKoppel() {
        if (rest != null) {
            rest.close();
        }
        koppel.close();
        services.businessCentral().close();
        services.dataverse().close();
    }

    private void closeSandbox() {
        if (sandbox != SANDBOX) {
            sandbox.close();
        }
    }
}
