package io.koppel.operate.rest;

import io.koppel.operate.FullSynchronizationOperations;
import io.koppel.operate.FullSynchronizationOperations.AnswerCommand;
import io.koppel.operate.FullSynchronizationOperations.RestartCommand;
import io.koppel.operate.FullSynchronizationOperations.StartCommand;
import io.koppel.operate.FullSynchronizationView;
import io.koppel.operate.Operations;
import io.koppel.operate.access.Role;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The full synchronization over REST. */
final class FullSynchronizationEndpoints {
    private static final String PATH = "/api/full-synchronization";

    private final FullSynchronizationOperations operations;

    private FullSynchronizationEndpoints(Operations operations) {
        this.operations = operations.fullSynchronization();
    }

    static List<Endpoint> of(Operations operations) {
        return new FullSynchronizationEndpoints(operations).all();
    }

    private List<Endpoint> all() {
        return List.of(
                Endpoint.get(
                        PATH,
                        "showFullSynchronization",
                        "How the full synchronization stands",
                        List.of(),
                        FullSynchronizationView.class,
                        call -> Answer.ok(operations.status())),
                post(
                        "/recommend",
                        "recommendFullSynchronization",
                        "Makes the plan with what is recommended for each mapping",
                        List.of(),
                        null,
                        call -> Answer.ok(operations.recommend())),
                new Endpoint(
                        "PUT",
                        PATH + "/{mapping}",
                        Role.OPERATOR,
                        "chooseFullSynchronization",
                        "Says what a line of the plan is to do: none, full, couple or couple-and-create",
                        List.of(Parameter.path("mapping", "Id of the mapping of the line")),
                        StartCommand.class,
                        200,
                        FullSynchronizationView.class,
                        false,
                        call -> Answer.ok(operations.choose(call.path("mapping"), call.body(StartCommand.class)))),
                started(
                        "/start",
                        "startFullSynchronization",
                        "Starts a full synchronization, or goes on with an unfinished one",
                        StartCommand.class,
                        call -> started(
                                call,
                                () -> operations.start(
                                        call.body(StartCommand.class, new StartCommand(null)), call.callerName()))),
                started(
                        "/restart",
                        "restartFullSynchronization",
                        "Tries again the lines that ended in error, or one of them, and goes on with what waited for them",
                        RestartCommand.class,
                        call -> started(
                                call,
                                () -> operations.restart(
                                        call.body(RestartCommand.class, new RestartCommand(null)), call.callerName()))),
                post(
                        "/reset",
                        "resetFullSynchronization",
                        "Forgets the plan",
                        List.of(),
                        null,
                        call -> Answer.ok(operations.reset())),
                post(
                        "/answer",
                        "answerFullSynchronization",
                        "Says whether the jobs of the mappings in question may create records from now on",
                        List.of(),
                        AnswerCommand.class,
                        call -> Answer.ok(operations.answer(call.body(AnswerCommand.class)))));
    }

    private Answer started(Call call, LongSupplier start) {
        Duration patience = call.patience();
        long run = start.getAsLong();
        return new Answer.Later(
                () -> {
                    FullSynchronizationView view = operations.status();
                    return view.isOver() ? new Answer.Now(200, view) : null;
                },
                patience,
                () -> new Answer.Now(202, new Accepted(run)));
    }

    private static Endpoint post(
            String path,
            String id,
            String summary,
            List<Parameter> parameters,
            @Nullable Class<?> body,
            Endpoint.Handler handler) {
        return Endpoint.post(PATH + path, id, summary, parameters, body, FullSynchronizationView.class, handler);
    }

    private static Endpoint started(
            String path, String id, String summary, @Nullable Class<?> body, Endpoint.Handler handler) {
        return new Endpoint(
                "POST",
                PATH + path,
                Role.OPERATOR,
                id,
                summary,
                List.of(Parameter.WAIT),
                body,
                202,
                FullSynchronizationView.class,
                true,
                handler);
    }
}
