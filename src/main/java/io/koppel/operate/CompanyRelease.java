package io.koppel.operate;

import io.koppel.coupling.Coupling;
import io.koppel.journal.Counters;
import io.koppel.journal.JobStatus;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.sync.Engine;
import io.koppel.sync.RecordRefused;
import io.koppel.sync.Uncoupler;
import java.util.EnumSet;
import java.util.List;

/** Dissolves one coupling for a person, with a run and an entry in the job log. */
final class CompanyRelease {
    private final Engine engine;

    CompanyRelease(Engine engine) {
        this.engine = engine;
    }

    void release(TableMapping mapping, Coupling coupling, String startedBy) {
        int scope = engine.scope(mapping.id());
        String company = engine.company().name();
        long run = engine.runs()
                .open(
                        company,
                        mapping.id(),
                        "uncoupling",
                        startedBy,
                        engine.clock().instant());
        long job = engine.jobLog()
                .open(
                        scope,
                        company,
                        mapping.id(),
                        Direction.TO_DATAVERSE.key(),
                        "uncoupling",
                        startedBy,
                        run,
                        engine.clock().instant());
        JobStatus status = JobStatus.ERROR;
        String message = null;
        try {
            List<Uncoupler.Parting> partings = engine.uncoupler().part(mapping, coupling, EnumSet.allOf(Side.class));
            engine.database().inTransaction(connection -> {
                engine.uncoupler().forget(connection, partings, run, job);
                engine.jobLog().count(connection, job, new Counters(0, 0, 0, 0, 0, 0, 0, 1));
                return run;
            });
            status = JobStatus.SUCCESS;
        } catch (RecordRefused e) {
            message = e.getMessage();
            throw new OperationException(OperationException.Reason.CONFLICT, String.valueOf(message));
        } catch (RuntimeException e) {
            message = e.getMessage();
            throw e;
        } finally {
            engine.jobLog().close(job, engine.clock().instant(), status, message);
            engine.runs().close(run, engine.clock().instant(), status, message);
        }
    }
}
