package io.koppel.bench;

import io.koppel.job.FullAction;
import io.koppel.job.FullSynchronization;
import io.koppel.job.RunStatus;
import io.koppel.job.SynchronizeRequest;
import io.koppel.journal.JobLogRow;
import io.koppel.journal.JobStatus;
import io.koppel.mapping.Direction;
import io.koppel.mapping.TableMappings;
import io.koppel.odata.ODataService;
import io.koppel.odata.RequestCounts;
import io.koppel.route.KoppelContext;
import io.koppel.route.KoppelYamlLoader;
import io.koppel.setup.Connections;
import io.koppel.setup.RouteFiles;
import io.koppel.setup.Settings;
import io.koppel.store.Database;
import io.koppel.sync.Safeguards;
import io.koppel.sync.SyncSettings;
import io.koppel.sync.rules.StandardRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * (b) Koppel with its shipped settings and mapping files. The first synchronization is the full one with couple and create;
 * measured is its pass CUSTOMER to Dataverse, with everything from its first query to its row in the job log.
 */
final class KoppelSubject implements Subject {
    private static final String CUSTOMER = "CUSTOMER";
    private final BenchConnection connection;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private KoppelContext koppel;
    private Connections connections;

    KoppelSubject(BenchConnection connection) {
        this.connection = connection;
    }

    @Override
    public Measured first(Path folder, int records) throws Exception {
        close();
        start(folder);
        Map<String, Measured> passes = new ConcurrentHashMap<>();
        Measured.Moment[] before = {moment()};
        koppel.runner().listen(progress -> {
            if (progress.finished()) {
                Measured.Moment now = moment();
                passes.put(
                        progress.mapping() + "." + progress.direction().key(), before[0].until(now, progress.done()));
                before[0] = now;
            }
        });
        FullSynchronization.Status end = koppel.fullSynchronization().run(FullAction.COUPLE_AND_CREATE, "benchmark");
        if (end.state() != FullSynchronization.State.FINISHED) {
            throw new IllegalStateException("the full synchronization did not finish: " + end);
        }
        JobLogRow pass = koppel
                .engine()
                .jobLog()
                .ofRun(end.lines().stream()
                        .filter(line -> line.mapping().equals(CUSTOMER))
                        .findFirst()
                        .orElseThrow()
                        .run())
                .stream()
                .filter(row -> row.direction().equals(Direction.TO_DATAVERSE.key()))
                .findFirst()
                .orElseThrow();
        if (pass.counters().inserted() != records || pass.counters().failed() != 0) {
            throw new IllegalStateException("expected " + records + " inserted, found " + pass);
        }
        Measured measured = passes.get(CUSTOMER + "." + Direction.TO_DATAVERSE.key());
        return new Measured(
                records, measured.seconds(), measured.cpuSeconds(), measured.requests(), measured.budgetUnits());
    }

    @Override
    public Measured modified() {
        Measured.Moment before = moment();
        RunStatus run = koppel.runner().run(SynchronizeRequest.modified(CUSTOMER, "benchmark"));
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
        Settings settings = connection.settings(folder);
        Files.createDirectories(settings.data());
        connections = Connections.open(settings);
        open.push(connections);
        Database database = Database.open(settings.store());
        open.push(database);
        TableMappings mappings = new TableMappings();
        koppel = KoppelContext.start(new KoppelContext.Start(
                database,
                connections.services(),
                connections.company(),
                connections.models(),
                new SyncSettings(settings.overlap(), SyncSettings.DEFAULTS.attempts(), "", Safeguards.NONE),
                settings.retention(),
                new KoppelContext.MappingSource(
                        mappings, new KoppelYamlLoader(mappings, settings.models(), StandardRules.NAMES)),
                RouteFiles.of(settings).stream().map(file -> "file:" + file).collect(Collectors.joining(",")),
                settings.camel(),
                false));
        open.push(koppel);
    }

    private Measured.Moment moment() {
        long requests = 0;
        long units = 0;
        for (ODataService service : List.of(
                connections.services().businessCentral(), connections.services().dataverse())) {
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
