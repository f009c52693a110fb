package io.koppel.operate;

import io.koppel.job.JobQueue;
import io.koppel.job.Runner;
import io.koppel.operate.customer.CustomerOperations;
import io.koppel.operate.errors.ErrorGroupOperations;
import io.koppel.operate.explain.CompareOperations;
import io.koppel.operate.explain.ExplainOperations;
import io.koppel.operate.overview.OverviewOperations;
import io.koppel.operate.plan.PlanOperations;
import io.koppel.operate.record.RecordOperations;
import io.koppel.operate.revert.RevertOperations;
import io.koppel.sync.Engine;
import io.koppel.sync.PassRunner;

/** The verbs that show, explain, plan and take back. */
public record Insights(
        ExplainOperations explain,
        CompareOperations compare,
        PlanOperations plans,
        ErrorGroupOperations errors,
        RevertOperations reverts,
        RecordOperations records,
        OverviewOperations overview,
        CustomerOperations customers) {
    /** Over a running engine. */
    public static Insights of(Engine engine, PassRunner passes, Runner runner, JobQueue jobs, Mappings mappings) {
        ErrorGroupOperations errors = new ErrorGroupOperations(engine, runner, mappings);
        return new Insights(
                new ExplainOperations(engine, passes, jobs, mappings),
                new CompareOperations(engine, mappings),
                new PlanOperations(engine, passes, runner, mappings),
                errors,
                new RevertOperations(engine, runner, mappings),
                new RecordOperations(engine, mappings),
                new OverviewOperations(engine, jobs, errors, mappings),
                new CustomerOperations(engine));
    }
}
