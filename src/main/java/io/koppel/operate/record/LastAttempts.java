package io.koppel.operate.record;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.LastResult;
import io.koppel.journal.ErrorRow;
import io.koppel.journal.JobLogRow;
import io.koppel.mapping.Direction;
import io.koppel.mapping.TableMapping;
import io.koppel.operate.record.RecordStatus.Attempt;
import io.koppel.operate.record.RecordStatus.LastError;
import io.koppel.sync.Engine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a record's last attempts went, and what the one that counts says of its failure. */
final class LastAttempts {
    private static final String FAILURE = "failure";
    private static final List<Direction> PASSES = List.of(Direction.TO_DATAVERSE, Direction.FROM_DATAVERSE);

    private final Engine engine;

    LastAttempts(Engine engine) {
        this.engine = engine;
    }

    /** The attempt to Dataverse is asked first; only if that one did not fail, the other (scenarios CC-35 to CC-37). */
    Optional<LastError> errorOf(Coupling coupling) {
        return PASSES.stream()
                .filter(direction -> coupling.result(direction) == LastResult.FAILURE)
                .flatMap(direction -> error(coupling, direction).stream())
                .findFirst();
    }

    private Optional<LastError> error(Coupling coupling, Direction direction) {
        Long job = job(coupling, direction);
        if (job == null || engine.jobLog().find(job).isEmpty()) {
            return Optional.empty();
        }
        return engine.errors()
                .newestOfJob(
                        job,
                        coupling.businessCentralId().toString(),
                        coupling.dataverseId().toString())
                .map(LastAttempts::error)
                .or(() -> Optional.ofNullable(coupling.failure())
                        .map(message -> new LastError(
                                direction.key(),
                                message,
                                engine.jobLog().find(job).orElseThrow().started(),
                                job)));
    }

    /** The newest error of a record that is not coupled. */
    Optional<LastError> errorOf(TableMapping mapping, KnownRecord record) {
        return newest(mapping, record).map(LastAttempts::error).findFirst();
    }

    /** The newest errors of a record that is not coupled, one for each direction, the latest first. */
    Stream<ErrorRow> newest(TableMapping mapping, KnownRecord record) {
        int scope = engine.scope(mapping.id());
        return PASSES.stream()
                .flatMap(direction -> engine
                        .errors()
                        .newest(scope, direction.key(), record.id().toString())
                        .stream())
                .sorted(Comparator.comparing(ErrorRow::id).reversed());
    }

    private static LastError error(ErrorRow row) {
        return new LastError(row.direction(), row.message(), row.at(), row.job());
    }

    /** The last attempt in each direction, to Dataverse first. */
    List<Attempt> of(Coupling coupling) {
        List<Attempt> attempts = new ArrayList<>();
        for (Direction direction : PASSES) {
            Long job = job(coupling, direction);
            if (job != null && coupling.result(direction) != LastResult.NONE) {
                attempts.add(new Attempt(
                        direction.key(),
                        coupling.result(direction) == LastResult.FAILURE ? FAILURE : "success",
                        job,
                        engine.jobLog().find(job).map(JobLogRow::started).orElse(null)));
            }
        }
        return attempts;
    }

    /** The jobs of the last attempts: what failed before what did not, the later before the earlier. */
    List<Long> failedFirst(Coupling coupling) {
        return of(coupling).stream()
                .sorted(Comparator.comparing(
                                (Attempt attempt) -> !attempt.result().equals(FAILURE))
                        .thenComparing(attempt -> -attempt.job()))
                .map(Attempt::job)
                .toList();
    }

    private static @Nullable Long job(Coupling coupling, Direction direction) {
        return direction == Direction.TO_DATAVERSE ? coupling.toRun() : coupling.fromRun();
    }
}
