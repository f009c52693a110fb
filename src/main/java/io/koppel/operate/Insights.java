package io.koppel.operate;

import io.koppel.job.Runner;
import io.koppel.operate.plan.PlanOperations;
import io.koppel.sync.Engine;
import io.koppel.sync.PassRunner;

/** The verbs that explain, plan and take back. */
public record Insights(PlanOperations plans) {
    /** Over a running engine. */
    public static Insights of(Engine engine, PassRunner passes, Runner runner, Mappings mappings) {
        return new Insights(new PlanOperations(engine, passes, runner, mappings));
    }
}
