package io.koppel;

import io.koppel.operate.FullSynchronizationOperations.StartCommand;
import io.koppel.operate.FullSynchronizationView;
import io.koppel.operate.LogFile;
import io.koppel.operate.cli.ProgressPrinter;
import io.koppel.operate.cli.Summary;
import io.koppel.route.KoppelProcess;
import io.koppel.setup.Settings;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One process from start to end, as a person at a terminal sees it. */
final class Session {
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final Settings settings;
    private final PrintStream out;
    private final AtomicBoolean closed = new AtomicBoolean();
    private @Nullable Supplier<String> afterwards;

    Session(Settings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    /** What else happens behind the first synchronization of a process that runs on, and says what it was. */
    Session afterwards(Supplier<String> what) {
        afterwards = what;
        return this;
    }

    /** Runs until it is ended, or with {@code once} until the full synchronization is over; answers the exit status. */
    int run(boolean fullSynchronization, boolean once) {
        LogFile.open(settings.data());
        // Schedules begin after the first synchronization: before it, a job would look at what is about to be coupled.
        Settings first = fullSynchronization ? settings.withJobs(false) : settings;
        KoppelProcess process = KoppelProcess.start(first, System.getenv(), Version.current());
        Thread hook = new Thread(() -> close(process), "koppel-shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        process.adminPassword()
                .ifPresent(password -> out.println(
                        "first start: sign in as admin with the password " + password + " (shown this once)"));
        int status = 0;
        if (fullSynchronization) {
            FullSynchronizationView end = synchronize(process);
            Summary.print(end, out);
            status = end.succeeded() ? 0 : 1;
        }
        out.println("console     " + process.address());
        if (once) {
            close(process);
            return status;
        }
        if (afterwards != null) {
            out.println(afterwards.get());
        }
        if (fullSynchronization && settings.jobs().enabled()) {
            process.startJobs();
        }
        out.println("running; end it with Ctrl-C");
        out.flush();
        process.awaitEnd();
        return 0;
    }

    private FullSynchronizationView synchronize(KoppelProcess process) {
        process.listen(ProgressPrinter.ofStandardOutput());
        process.operations().fullSynchronization().start(new StartCommand(null), "command line");
        FullSynchronizationView end = process.awaitFullSynchronization(LOOK_EVERY);
        process.listen(progress -> {});
        return end;
    }

    private void close(KoppelProcess process) {
        if (closed.compareAndSet(false, true)) {
            process.close();
        }
    }
}
