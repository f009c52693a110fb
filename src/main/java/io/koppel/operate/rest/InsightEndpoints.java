package io.koppel.operate.rest;

import io.koppel.operate.Operations;
import io.koppel.operate.access.Role;
import io.koppel.operate.plan.AppliedPlan;
import io.koppel.operate.plan.ApplyCommand;
import io.koppel.operate.plan.Plan;
import io.koppel.operate.plan.PlanRequest;
import java.util.ArrayList;
import java.util.List;

/** REST operations that explain, plan and take back. */
final class InsightEndpoints {
    /** Records a plan holds unless told otherwise. */
    private static final int PLANNED = 10_000;

    private final Operations operations;
    private final List<Endpoint> all = new ArrayList<>();

    private InsightEndpoints(Operations operations) {
        this.operations = operations;
    }

    static List<Endpoint> of(Operations operations) {
        InsightEndpoints endpoints = new InsightEndpoints(operations);
        endpoints.plans();
        return endpoints.all;
    }

    private void plans() {
        all.add(new Endpoint(
                "GET",
                "/api/plan",
                Role.VIEWER,
                "plan",
                "What passes would do, field by field; nothing is written",
                List.of(
                        Parameter.query("mapping", "Only this mapping; all enabled ones if left out"),
                        Parameter.query("direction", "to-dataverse or from-dataverse; both if left out"),
                        Parameter.query("record", "Only this record, by number, name or id on the side that is read"),
                        Parameter.query("mode", "modified (default), couple, couple-and-create or full"),
                        Parameter.number("limit", "Records in the plan; 10000 if left out, further ones are counted")),
                null,
                200,
                Plan.class,
                false,
                call -> {
                    Long limit = call.number("limit");
                    return Answer.ok(operations
                            .insights()
                            .plans()
                            .plan(new PlanRequest(
                                    call.query("mapping"),
                                    call.query("direction"),
                                    call.query("record"),
                                    call.query("mode"),
                                    limit == null
                                            ? PLANNED
                                            : Math.toIntExact(Math.max(1, Math.min(limit, 1_000_000))))));
                }));
        all.add(new Endpoint(
                "POST",
                "/api/apply",
                Role.OPERATOR,
                "apply",
                "Does exactly what a plan says, and refuses each record that has moved since",
                List.of(),
                ApplyCommand.class,
                200,
                AppliedPlan.class,
                false,
                call -> Answer.ok(
                        operations.insights().plans().apply(call.body(ApplyCommand.class), call.callerName()))));
    }
}
