package io.koppel.route;

import io.koppel.job.ProgressListener;
import io.koppel.mapping.TableMappings;
import io.koppel.operate.FullSynchronizationView;
import io.koppel.operate.Operations;
import io.koppel.operate.access.Accounts;
import io.koppel.operate.access.Authenticator;
import io.koppel.operate.access.FirstAdministrator;
import io.koppel.operate.access.LocalAccess;
import io.koppel.operate.access.Tokens;
import io.koppel.operate.console.ConsoleFace;
import io.koppel.operate.rest.AvailabilityFace;
import io.koppel.operate.rest.Gate;
import io.koppel.operate.rest.RestFace;
import io.koppel.operate.rest.WebhookFace;
import io.koppel.setup.Connections;
import io.koppel.setup.MappingCheckup;
import io.koppel.setup.RouteFiles;
import io.koppel.setup.Settings;
import io.koppel.setup.SettingsException;
import io.koppel.store.Database;
import io.koppel.sync.SyncSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Koppel from start to stop: database, connections, routes, HTTP, in this order; closed in the opposite one. What can be
 * refused without side effects is checked first: the port and the mapping files.
 */
public final class KoppelProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KoppelProcess.class);

    private final Parts parts;
    private final KoppelContext context;
    private final Operations operations;
    private final URI address;
    private final @Nullable String adminPassword;
    private final CountDownLatch ended = new CountDownLatch(1);

    private KoppelProcess(
            Parts parts, KoppelContext context, Operations operations, URI address, @Nullable String adminPassword) {
        this.parts = parts;
        this.context = context;
        this.operations = operations;
        this.address = address;
        this.adminPassword = adminPassword;
    }

    /**
     * Starts a process.
     *
     * @param settings with jobs disabled, {@link #startJobs} may start them later
     * @param environment for {@code KOPPEL_ADMIN_PASSWORD}
     * @param version told in the OpenAPI document
     * @throws RuntimeException with one clear sentence; whatever was opened is closed again
     */
    public static KoppelProcess start(Settings settings, Map<String, String> environment, String version) {
        Parts parts = new Parts();
        try {
            return start(settings, environment, version, parts);
        } catch (RuntimeException | Error e) {
            parts.close();
            throw e;
        }
    }

    private static KoppelProcess start(
            Settings settings, Map<String, String> environment, String version, Parts parts) {
        if (settings.httpPort() != 0) {
            HttpEdge.ensureFree(settings.httpHost(), settings.httpPort());
        }
        MappingCheckup checkup = MappingCheckup.offline(settings);
        checkup.orThrow();
        createFolder(settings.data());
        Connections connections = parts.add(Connections.open(settings));
        Database database = parts.add(Database.open(settings.store()));
        KoppelContext context = parts.add(start(settings, checkup.rules(), database, connections));
        Operations operations = OperationsOf.context(settings, database, context);
        Accounts accounts = new Accounts(database, Clock.systemUTC());
        String password = FirstAdministrator.ensure(accounts, environment.get("KOPPEL_ADMIN_PASSWORD"))
                .orElse(null);
        Observation observation = parts.add(new Observation(context, database, settings.company(), operations));
        String localToken = Tokens.random();
        Gate gate = new Gate(new Authenticator(accounts, localToken));
        HttpEdge edge = parts.add(HttpEdge.open(context.camel(), settings.httpHost(), settings.httpPort(), router -> {
            RestFace.mountCommon(router);
            settings.jobs().webhookUrl().ifPresent(url -> new WebhookFace(context.webhooks(url)).mount(router));
            if (settings.sales().itemAvailability()) {
                new AvailabilityFace(context.sales().availability(), gate, settings.company()).mount(router);
            }
            new ConsoleFace(operations, accounts, gate).mount(router);
            observation.mount(router, gate);
            new RestFace(operations, accounts, gate, () -> healthy(database, context), version).mount(router);
        }));
        LocalAccess.publish(settings.data(), edge.address(), localToken);
        parts.add(() -> LocalAccess.withdraw(settings.data()));
        LOG.info("started on {} for company {}", edge.address(), settings.company());
        return new KoppelProcess(parts, context, operations, edge.address(), password);
    }

    private static KoppelContext start(
            Settings settings, Set<String> rules, Database database, Connections connections) {
        TableMappings mappings = new TableMappings();
        KoppelYamlLoader loader = new KoppelYamlLoader(mappings, settings.models(), rules)
                .every(settings.jobs().every());
        try {
            return KoppelContext.start(new ContextStart(
                    database,
                    connections.services(),
                    connections.company(),
                    connections.models(),
                    new SyncSettings(
                            settings.overlap(),
                            SyncSettings.DEFAULTS.attempts(),
                            settings.writeInProduct(),
                            settings.safeguards()),
                    settings.retention(),
                    new ContextStart.MappingSource(mappings, loader),
                    RouteFiles.of(settings).stream().map(file -> "file:" + file).collect(Collectors.joining(",")),
                    camel(settings),
                    settings.jobs().enabled(),
                    settings.jobs(),
                    settings.sales()));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the routes cannot be started: " + e.getMessage(), e);
        }
    }

    /** What the settings file says to Camel, and where it looks for edits of mapping files. */
    private static Map<String, String> camel(Settings settings) {
        Map<String, String> camel = new LinkedHashMap<>(settings.camel());
        camel.putIfAbsent(
                "camel.main.routes-reload-directory", settings.routes().toString());
        return camel;
    }

    private static void createFolder(Path data) {
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new SettingsException(List.of(
                    "koppel.data: the folder " + data + " cannot be made; name one that can be written, with --data"));
        }
    }

    private static boolean healthy(Database database, KoppelContext context) {
        return context.camel().isStarted()
                && database.jdbi()
                        .withHandle(handle ->
                                handle.select("SELECT 1").mapTo(Integer.class).one() == 1);
    }

    /** The verbs. */
    public Operations operations() {
        return operations;
    }

    /** Where console and REST listen. */
    public URI address() {
        return address;
    }

    /** The first administrator's random password, only at the first start and when none was given. */
    public Optional<String> adminPassword() {
        return Optional.ofNullable(adminPassword);
    }

    /** Lets mappings run by their schedule, in a process that was started without. */
    public void startJobs() {
        context.startJobs();
    }

    /** Tells somebody how passes come along. */
    public void listen(ProgressListener listener) {
        context.runner().listen(listener);
    }

    /** Waits until the full synchronization has come to its end, or the process is closed; tells how it stands then. */
    public FullSynchronizationView awaitFullSynchronization(Duration lookEvery) {
        FullSynchronizationView view = operations.fullSynchronization().status();
        while (view.state().equals("running") && !ended(lookEvery)) {
            view = operations.fullSynchronization().status();
        }
        return view;
    }

    /** Returns when the process is closed. */
    public void awaitEnd() {
        while (!ended(Duration.ofHours(1))) {
            LOG.debug("running");
        }
    }

    private boolean ended(Duration patience) {
        try {
            return ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Ends after the batches in flight. */
    @Override
    public void close() {
        context.runner().stopAll();
        parts.close();
        ended.countDown();
    }
}
