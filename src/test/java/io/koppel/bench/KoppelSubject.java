package io.koppel.bench;

import io.koppel.job.FullAction;
import io.koppel.job.FullLine;
import io.koppel.job.FullSynchronization;
import io.koppel.job.RunStatus;
import io.koppel.job.SynchronizeRequest;
import io.koppel.journal.JobLogRow;
import io.koppel.journal.JobStatus;
import io.koppel.mapping.Direction;
import io.koppel.mapping.OrderModel;
import io.koppel.mapping.TableMappings;
import io.koppel.odata.ConnectionSettings;
import io.koppel.odata.Limits;
import io.koppel.odata.ODataService;
import io.koppel.odata.ODataServices;
import io.koppel.odata.RequestCounts;
import io.koppel.route.ContextStart;
import io.koppel.route.KoppelContext;
import io.koppel.route.KoppelYamlLoader;
import io.koppel.setup.Connections;
import io.koppel.setup.JobSettings;
import io.koppel.setup.RouteFiles;
import io.koppel.setup.Settings;
import io.koppel.store.Database;
import io.koppel.sync.Safeguards;
import io.koppel.sync.Services;
import io.koppel.sync.SyncSettings;
import io.koppel.sync.rules.StandardRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;

/**
 * (b) Koppel with its shipped settings and mapping files. The first synchronization is the full one with couple and create;
 * measured is one mapping's pass to Dataverse, with everything from its start to its row in the job log.
 */
final class KoppelSubject implements Subject {
    private final BenchConnection connection;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
    private KoppelContext koppel;
    private Services services;
    private Work work;

    /** The end of a pass. */
    private record Ended(String mapping, Direction direction, Measured.Moment moment) {}

    KoppelSubject(BenchConnection connection) {
        this.connection = connection;
    }

    @Override
    public void prepare(Path folder, Work work) throws Exception {
        close();
        this.work = work;
        start(folder);
        finished(koppel.fullSynchronization().run(FullAction.COUPLE_AND_CREATE, "benchmark"));
    }

    @Override
    public Measured first(int records, int failing) throws Exception {
        if (work == Work.ORDERS) {
            return orders(records);
        }
        FullSynchronization full = koppel.fullSynchronization();
        full.reset();
        for (FullLine line : full.plan(FullAction.COUPLE_AND_CREATE)) {
            if (!line.mapping().equals(work.mapping())) {
                full.choose(line.mapping(), FullAction.NONE);
            }
        }
        ended.clear();
        Measured.Moment before = moment();
        FullSynchronization.Status end = full.run(FullAction.COUPLE_AND_CREATE, "benchmark");
        finished(end);
        JobLogRow pass = koppel
                .engine()
                .jobLog()
                .ofRun(end.lines().stream()
                        .filter(line -> line.mapping().equals(work.mapping()))
                        .findFirst()
                        .orElseThrow()
                        .run())
                .stream()
                .filter(row -> row.direction().equals(Direction.TO_DATAVERSE.key()))
                .findFirst()
                .orElseThrow();
        if (pass.counters().inserted() != records - failing || pass.counters().failed() != failing) {
            throw new IllegalStateException(
                    "expected " + (records - failing) + " inserted and " + failing + " failed, found " + pass);
        }
        Ended first = ended.stream()
                .filter(each -> each.mapping().equals(work.mapping()) && each.direction() == Direction.TO_DATAVERSE)
                .findFirst()
                .orElseThrow();
        return before.until(first.moment(), records);
    }

    /** The job that turns submitted orders into orders of Business Central, from its start to its row in the job log. */
    private Measured orders(int records) {
        Measured.Moment before = moment();
        RunStatus run = koppel.sales().orders().job().run("benchmark", List.of());
        Measured.Moment after = moment();
        if (run.run().status() != JobStatus.SUCCESS || run.counters().inserted() != records) {
            throw new IllegalStateException("expected " + records + " orders, found " + run);
        }
        return before.until(after, records);
    }

    private static void finished(FullSynchronization.Status end) {
        if (end.state() != FullSynchronization.State.FINISHED) {
            throw new IllegalStateException("the full synchronization did not finish: " + end);
        }
    }

    @Override
    public Measured modified() {
        Measured.Moment before = moment();
        RunStatus run = koppel.runner().run(SynchronizeRequest.modified(work.mapping(), "benchmark"));
        Measured.Moment after = moment();
        if (run.run().status() != JobStatus.SUCCESS) {
            throw new IllegalStateException("the run did not succeed: " + run);
        }
        long written = run.passes().stream()
                .mapToLong(pass -> pass.counters().inserted() + pass.counters().modified())
                .sum();
        return before.until(after, written);
    }

    private void start(Path folder) throws Exception {
        Settings settings = connection.settings(folder, work == Work.ORDERS ? OrderModel.SUBMITTED : OrderModel.NONE);
        Files.createDirectories(settings.data());
        Connections connections = Connections.open(settings);
        open.push(connections);
        services = work == Work.CUSTOMERS ? connections.services() : unlimited(connections.services());
        Database database = Database.open(settings.store());
        open.push(database);
        TableMappings mappings = new TableMappings();
        koppel = KoppelContext.start(new ContextStart(
                database,
                services,
                connections.company(),
                connections.models(),
                new SyncSettings(settings.overlap(), SyncSettings.DEFAULTS.attempts(), "", Safeguards.NONE),
                settings.retention(),
                new ContextStart.MappingSource(
                        mappings, new KoppelYamlLoader(mappings, settings.models(), StandardRules.NAMES)),
                RouteFiles.of(settings).stream().map(file -> "file:" + file).collect(Collectors.joining(",")),
                settings.camel(),
                false,
                JobSettings.DEFAULTS,
                settings.sales()));
        open.push(koppel);
        koppel.runner().listen(progress -> {
            if (progress.finished()) {
                ended.add(new Ended(progress.mapping(), progress.direction(), moment()));
            }
        });
    }

    /**
     * Updates and documents count one by one against the services' limits, so that Koppel would wait most of the time; what is
     * measured is its work.
     */
    private Services unlimited(Services limited) {
        Services free = new Services(unlimited(limited.businessCentral()), unlimited(limited.dataverse()));
        open.push(free.businessCentral()::close);
        open.push(free.dataverse()::close);
        return free;
    }

    private static ODataService unlimited(ODataService service) {
        ConnectionSettings settings = service.settings();
        return ODataServices.open(settings.withLimits(Limits.of(settings.kind()).withoutWindow()));
    }

    private Measured.Moment moment() {
        long requests = 0;
        long units = 0;
        for (ODataService service : List.of(services.businessCentral(), services.dataverse())) {
            RequestCounts counts = service.requests();
            requests += counts.httpRequests();
            units += counts.budgetUnits();
        }
        return Measured.Moment.now(requests, units);
    }

    @Override
    public void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
