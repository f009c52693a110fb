package io.koppel.job;

import io.koppel.journal.JobStatus;
import io.koppel.mapping.Direction;
import io.koppel.mapping.TableMapping;
import io.koppel.sync.Engine;

/** Chosen records of the side that the chosen direction writes: nothing can be read of them (engine scenario TS-25). */
final class Mismatch {
    private final Engine engine;

    Mismatch(Engine engine) {
        this.engine = engine;
    }

    /** Leaves a finished row in the job log that says so; answers its message. */
    String log(long run, TableMapping mapping, SynchronizeRequest request) {
        Direction direction = request.direction() == null ? mapping.direction() : request.direction();
        String named = request.businessCentralIds().isEmpty() ? "Dataverse" : "Business Central";
        String message = "source and destination tables do not match mapping " + mapping.id() + " "
                + direction.key() + ": the records named are of " + named
                + "; name records of the other side, or choose the other direction";
        new LoggedWork(engine, mapping, direction, "synchronization", request.startedBy(), run)
                .log(job -> new LoggedWork.End(JobStatus.ERROR, message));
        return message;
    }
}
