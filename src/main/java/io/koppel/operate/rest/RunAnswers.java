package io.koppel.operate.rest;

import io.koppel.operate.Operations;
import io.koppel.operate.RunView;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How runs that were started are answered: with their number, or with their outcome to callers who wait. */
final class RunAnswers {
    private final Operations operations;

    RunAnswers(Operations operations) {
        this.operations = operations;
    }

    /** Starts a run, once the call is understood, and answers for it. */
    Answer started(Call call, LongSupplier start) {
        Duration patience = call.patience();
        long run = start.getAsLong();
        return new Answer.Later(() -> finished(run), patience, () -> new Answer.Now(202, new Accepted(run)));
    }

    Answer.@Nullable Now finished(long run) {
        RunView view = operations.synchronization().run(run);
        return view.isFinished() ? new Answer.Now(200, view) : null;
    }
}
