package io.koppel.operate.console;

import io.koppel.operate.Operations;
import io.koppel.operate.plan.AppliedPlan;
import io.koppel.operate.plan.ApplyCommand;
import io.koppel.operate.plan.Plan;
import io.koppel.operate.plan.PlanRequest;
import java.util.List;

/** What a pass would do, field by field; and doing exactly that. */
final class PlanPages implements Section {
    private static final int MOST = 1000;
    private static final int SHOWN = 200;

    private final Operations operations;

    PlanPages(Operations operations) {
        this.operations = operations;
    }

    @Override
    public List<Page> pages() {
        return List.of(Page.entry("/plan", "Plan", "plan", this::plan));
    }

    @Override
    public List<Act> acts() {
        return List.of(Act.operator("/console/plan/apply", "apply", this::apply));
    }

    private Model plan(Ask ask) {
        String mapping = ask.query("mapping");
        Plan plan = mapping == null ? null : make(ask, mapping);
        return Model.titled("Plan")
                .with("mappings", operations.mappings().ids())
                .with("mapping", mapping == null ? "" : mapping)
                .with("direction", ask.query("direction", ""))
                .with("record", ask.query("record", ""))
                .with("mode", ask.query("mode", "modified"))
                .with("modes", List.of("modified", "couple", "couple-and-create", "full"))
                .with("plan", plan)
                .with("applicable", plan != null && plan.passes().stream().anyMatch(PlanPages::writes))
                .with(
                        "records",
                        plan == null
                                ? List.of()
                                : plan.records().stream().limit(SHOWN).toList());
    }

    /** What is only skipped, unchanged or in conflict is not worth applying. */
    private static boolean writes(Plan.PlannedPass pass) {
        return pass.insert() + pass.modify() + pass.couple() + pass.uncouple() > 0;
    }

    private Plan make(Ask ask, String mapping) {
        Plan plan = operations
                .insights()
                .plans()
                .plan(new PlanRequest(mapping, ask.query("direction"), ask.query("record"), ask.query("mode"), MOST));
        if (ask.mayOperate() && !plan.records().isEmpty()) {
            operations.insights().plans().saved().keep(plan);
        }
        return plan;
    }

    private Outcome apply(Ask ask) {
        Plan plan = operations.insights().plans().saved().find(ask.required("plan"));
        AppliedPlan applied = operations.insights().plans().apply(new ApplyCommand(plan), ask.person());
        String said = applied.applied() + " applied, " + applied.refused() + " left alone because they have moved, "
                + applied.failed() + " failed.";
        Long run = applied.run();
        return new Outcome(run == null ? "/plan" : "/runs/" + run, said);
    }
}
