package io.koppel.operate;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.CouplingRepository;
import io.koppel.job.FullSynchronization;
import io.koppel.job.JobQueue;
import io.koppel.job.JobTimer;
import io.koppel.job.MappingOverrides;
import io.koppel.job.MatchCoupling;
import io.koppel.job.Runner;
import io.koppel.journal.Counters;
import io.koppel.journal.JobLog;
import io.koppel.journal.JobStatus;
import io.koppel.journal.Runs;
import io.koppel.mapping.BusinessCentralEnd;
import io.koppel.mapping.ChangeDetection;
import io.koppel.mapping.Conflicts;
import io.koppel.mapping.DataverseEnd;
import io.koppel.mapping.Direction;
import io.koppel.mapping.FieldMapping;
import io.koppel.mapping.Precautions;
import io.koppel.mapping.Schedule;
import io.koppel.mapping.SourceLocation;
import io.koppel.mapping.TableMapping;
import io.koppel.mapping.TableMappings;
import io.koppel.odata.ConnectionSettings;
import io.koppel.odata.ODataServices;
import io.koppel.odata.Secret;
import io.koppel.operate.access.Accounts;
import io.koppel.operate.access.Authenticator;
import io.koppel.operate.access.FirstAdministrator;
import io.koppel.operate.access.Role;
import io.koppel.operate.console.ConsoleFace;
import io.koppel.operate.rest.AvailabilityFace;
import io.koppel.operate.rest.Gate;
import io.koppel.operate.rest.RestFace;
import io.koppel.route.HttpEdge;
import io.koppel.sales.DocumentClaims;
import io.koppel.sales.DocumentLedger;
import io.koppel.sales.SalesSettings;
import io.koppel.sales.availability.AvailableItem;
import io.koppel.sales.availability.ItemAvailability;
import io.koppel.sales.order.SubmittedOrders;
import io.koppel.sales.quote.ProcessedQuotes;
import io.koppel.sales.statistics.PaidInvoices;
import io.koppel.sales.statistics.StatisticsJob;
import io.koppel.store.Database;
import io.koppel.store.DatabaseSettings;
import io.koppel.store.Scopes;
import io.koppel.sync.CompanyRow;
import io.koppel.sync.Engine;
import io.koppel.sync.ServiceModels;
import io.koppel.sync.Services;
import io.koppel.sync.SyncSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;

/**
 * The faces on a real port over a real store. What would move records is played by the test: a run is opened when it is
 * asked for and closed when the test says so.
 */
public final class OperateServer implements AutoCloseable {
    public static final String COMPANY = "CRONUS";
    public static final String PASSWORD = "a password of the test";
    public static final String LOCAL_TOKEN = "the local token of the test";

    private static final URI NOWHERE = URI.create("http://127.0.0.1:9/");

    private final Database database =
            Database.open(new DatabaseSettings("jdbc:h2:mem:" + UUID.randomUUID(), "koppel", "", 5));
    private final CamelContext context = new DefaultCamelContext();
    /** Nobody answers there: what these faces show comes from the store. */
    private final Services services = new Services(
            ODataServices.open(ConnectionSettings.businessCentral(
                    NOWHERE, "id", COMPANY, NOWHERE, "koppel", Secret.of("none"), "scope")),
            ODataServices.open(ConnectionSettings.dataverse(NOWHERE, NOWHERE, "koppel", Secret.of("none"), "scope")));

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpEdge edge;
    private final Map<Long, Long> passes = new ConcurrentHashMap<>();

    public OperateServer() {
        Accounts accounts = new Accounts(database, Clock.systemUTC());
        FirstAdministrator.ensure(accounts, PASSWORD);
        for (Role role : Role.values()) {
            accounts.put(role.word(), PASSWORD, role);
        }
        Gate gate = new Gate(new Authenticator(accounts, LOCAL_TOKEN));
        Operations operations = operations();
        context.start();
        edge = HttpEdge.open(context, "127.0.0.1", 0, router -> {
            RestFace.mountCommon(router);
            new AvailabilityFace(new ItemAvailability(database, COMPANY), gate, COMPANY).mount(router);
            new ConsoleFace(operations, accounts, gate).mount(router);
            new RestFace(operations, accounts, gate, () -> true, "test").mount(router);
        });
    }

    /** What the availability service answers from. */
    public void onHand(Collection<AvailableItem> items) {
        database.inTransaction(connection -> {
            new ItemAvailability(database, COMPANY).put(connection, items);
            return true;
        });
    }

    /** A token of the account of a role. */
    public String token(Role role) {
        return new Accounts(database, Clock.systemUTC()).issueToken(role.word(), "test");
    }

    private Operations operations() {
        Mappings mappings = () -> List.of(
                mapping("CUSTOMER", "customers", "accounts", Direction.BIDIRECTIONAL),
                mapping("CURRENCY", "currencies", "transactioncurrencies", Direction.TO_DATAVERSE));
        Journal journal = new Journal(database, COMPANY);
        return new Operations(
                new MappingOperations(database, COMPANY, mappings, journal),
                new FieldOperations(
                        database,
                        COMPANY,
                        mappings,
                        new MappingOverrides(database, COMPANY, new TableMappings()),
                        (mapping, rows) -> {}),
                new SynchronizationOperations(mappings, this::open, journal),
                new JobOperations(queue(mappings), database, COMPANY),
                new NowOperations(engine(), new Runner(engine(), null, Runnable::run), mappings),
                new MappingSwitches(
                        engine(),
                        new Runner(engine(), null, Runnable::run),
                        queue(mappings),
                        mappings,
                        new MappingOverrides(database, COMPANY, new TableMappings()),
                        new NothingShipped()),
                new CouplingOperations(
                        database, COMPANY, mappings, new StoreCoupler(), new RecordLinks(services, COMPANY)),
                new SkippedOperations(
                        engine(), new Runner(engine(), null, Runnable::run), mappings, new StoreCoupler()),
                new CouplingProposals(engine(), mappings),
                new MatchOperations(
                        mappings,
                        new MatchCoupling(engine(), new Runner(engine(), null, Runnable::run), failed -> {}),
                        (mapping, side, text) -> UUID.randomUUID()),
                journal,
                noPlan(mappings),
                new ConnectionOperations(
                        List.of(new ConnectionOperations.ConnectionView(
                                "Dataverse",
                                URI.create("http://d"),
                                URI.create("http://t"),
                                "id",
                                "env:SECRET",
                                "scope",
                                null)),
                        () -> List.of(new ConnectionOperations.TestResult("Dataverse", true, "answers"))),
                Insights.of(engine(), null, null, queue(mappings), mappings),
                new SalesOperations(
                        new OrderOperations(
                                SalesSettings.NONE,
                                new SubmittedOrders(
                                        engine(),
                                        new DocumentLedger(database, COMPANY),
                                        new DocumentClaims(),
                                        (route, run) -> {})),
                        new QuoteOperations(
                                SalesSettings.NONE,
                                new ProcessedQuotes(
                                        engine(),
                                        new DocumentLedger(database, COMPANY),
                                        new DocumentClaims(),
                                        (route, run) -> {})),
                        new StatisticsOperations(
                                engine(),
                                new StatisticsJob(
                                        engine(),
                                        (route, run) -> {},
                                        new PaidInvoices(engine(), new Runner(engine(), null, Runnable::run))))));
    }

    private long open(
            String mapping,
            @Nullable Direction direction,
            List<String> businessCentralIds,
            List<String> dataverseIds,
            boolean force,
            boolean sweep,
            boolean confirmed,
            String startedBy) {
        long run = new Runs(database).open(COMPANY, mapping, "synchronization", startedBy, Instant.now());
        int scope = new Scopes(database).of(COMPANY, mapping);
        String way = direction == null ? "to-dataverse" : direction.key();
        passes.put(
                run,
                new JobLog(database)
                        .open(scope, COMPANY, mapping, way, "synchronization", startedBy, run, Instant.now()));
        return run;
    }

    /** Lets a run that was asked for end, with these counters. */
    public void finish(long run, Counters counters) {
        JobLog log = new JobLog(database);
        long job = passes.get(run);
        database.inTransaction(connection -> {
            log.count(connection, job, counters);
            return job;
        });
        log.close(job, Instant.now(), JobStatus.SUCCESS, null);
        new Runs(database).close(run, Instant.now(), JobStatus.SUCCESS, null);
    }

    public URI address() {
        return edge.address();
    }

    /** Sends a request with an {@code Authorization} header, or without when it is null. */
    public HttpResponse<String> send(
            String method, String path, @Nullable String body, @Nullable String authorization, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(edge.address().resolve(path))
                .timeout(Duration.ofSeconds(30))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String as(Role role) {
        return basic(role.word(), PASSWORD);
    }

    public static String basic(String name, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes());
    }

    @Override
    public void close() {
        edge.close();
        services.businessCentral().close();
        services.dataverse().close();
        context.stop();
        database.close();
    }

    private static TableMapping mapping(String id, String set, String table, Direction direction) {
        SourceLocation here = new SourceLocation("routes/" + id + ".yaml", 1, 1);
        return new TableMapping(
                id,
                id,
                true,
                new BusinessCentralEnd(
                        BusinessCentralEnd.Api.COMPANION,
                        set,
                        null,
                        "systemId",
                        "number",
                        "systemModifiedAt",
                        null,
                        null),
                new DataverseEnd(
                        table, table, null, "id", "name", "modifiedon", null, List.of(), List.of(), true, false),
                direction,
                false,
                List.of(),
                new Schedule(Duration.ofMinutes(30), null, true),
                new Conflicts(Conflicts.Update.values()[0], Conflicts.Deletion.values()[0]),
                ChangeDetection.values()[0],
                List.of(),
                List.of(FieldMapping.plain("displayName", "name", here)),
                List.of(),
                List.of(),
                true,
                List.of(),
                "",
                Precautions.DEFAULTS,
                null,
                null,
                here);
    }

    /** A job queue without a timer: it can be looked at, and nothing runs by itself. */
    private JobQueue queue(Mappings mappings) {
        Engine engine = engine();
        return new JobQueue(
                engine,
                new Runner(engine, null, Runnable::run),
                new NoTimer(),
                mappings::all,
                () -> false,
                Duration.ZERO);
    }

    private static final class NothingShipped implements ShippedFile {
        @Override
        public void restore(TableMapping mapping) {}

        @Override
        public boolean ships(TableMapping mapping) {
            return false;
        }

        @Override
        public List<String> restoreMissing() {
            return List.of();
        }
    }

    private static final class NoTimer implements JobTimer {
        @Override
        public Optional<Instant> next(String job) {
            return Optional.empty();
        }

        @Override
        public void at(String job, Instant when) {}

        @Override
        public void never(String job) {}

        @Override
        public void resume(String job) {}

        @Override
        public void remove(String job) {}

        @Override
        public Set<String> jobs() {
            return Set.of();
        }
    }

    private Engine engine() {
        return new Engine(
                database,
                services,
                new CompanyRow(COMPANY, "id", null, null, "EUR", null, null),
                SyncSettings.DEFAULTS,
                ServiceModels.UNKNOWN,
                id -> null,
                Clock.systemUTC());
    }

    /** A full synchronization over an engine without services: it can be looked at, and has no mappings to run. */
    private FullSynchronizationOperations noPlan(Mappings mappings) {
        Engine engine = engine();
        FullSynchronization plan = new FullSynchronization(engine, null, List::of, Runnable::run);
        return new FullSynchronizationOperations(
                plan,
                mappings,
                new FullSynchronizationOperations.Surroundings() {
                    @Override
                    public void createNew(String mapping) {}

                    @Override
                    public List<FullSynchronizationView.Requests> requests() {
                        return List.of();
                    }
                },
                database,
                COMPANY,
                Runnable::run,
                Clock.systemUTC());
    }

    /** Couples in the store without asking the services whether the records exist. */
    private final class StoreCoupler implements CouplingOperations.Coupler {
        private final CouplingRepository couplings = new CouplingRepository(database);
        private final Scopes scopes = new Scopes(database);

        @Override
        public UUID couple(TableMapping mapping, CoupleCommand command, String startedBy) {
            UUID id = UUID.fromString(command.businessCentralId());
            UUID other = UUID.fromString(command.dataverseId());
            database.inTransaction(connection -> {
                couplings.insert(
                        connection,
                        scopes.of(COMPANY, mapping.id()),
                        List.of(Coupling.fresh(id, other, "10000", "Adatum <script>")));
                return id;
            });
            return id;
        }

        @Override
        public long uncoupleMany(TableMapping mapping, @Nullable List<UUID> ids, String startedBy) {
            return open(mapping.id(), null, List.of(), List.of(), false, false, false, startedBy);
        }

        @Override
        public void uncouple(TableMapping mapping, UUID businessCentralId, String startedBy) {
            database.inTransaction(connection -> {
                couplings.delete(connection, scopes.of(COMPANY, mapping.id()), List.of(businessCentralId));
                return businessCentralId;
            });
        }
    }
}
