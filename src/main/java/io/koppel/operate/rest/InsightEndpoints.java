package io.koppel.operate.rest;

import io.koppel.journal.ErrorRow;
import io.koppel.operate.Operations;
import io.koppel.operate.RunView;
import io.koppel.operate.access.Role;
import io.koppel.operate.errors.ErrorGroup;
import io.koppel.operate.explain.Comparison;
import io.koppel.operate.explain.Explanation;
import io.koppel.operate.overview.Overview;
import io.koppel.operate.plan.AppliedPlan;
import io.koppel.operate.plan.ApplyCommand;
import io.koppel.operate.plan.Plan;
import io.koppel.operate.plan.PlanRequest;
import io.koppel.operate.revert.RevertCommand;
import io.koppel.operate.revert.Reverted;
import java.time.Duration;
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
        endpoints.explain();
        endpoints.overview();
        endpoints.compare();
        endpoints.plans();
        endpoints.errors();
        endpoints.reverts();
        return endpoints.all;
    }

    private void reverts() {
        all.add(new Endpoint(
                "POST",
                "/api/runs/{run}/revert",
                Role.OPERATOR,
                "revertRun",
                "Puts back what a run changed where the records have not moved on; a preview unless asked otherwise",
                List.of(Parameter.path("run", "Number of a run")),
                RevertCommand.class,
                200,
                Reverted.class,
                false,
                call -> Answer.ok(operations
                        .insights()
                        .reverts()
                        .revert(
                                Endpoints.runNumber(call.path("run")),
                                call.body(RevertCommand.class, RevertCommand.PREVIEW),
                                call.callerName()))));
    }

    private void explain() {
        all.add(new Endpoint(
                "GET",
                "/api/explain",
                Role.VIEWER,
                "explain",
                "Why a record did or did not synchronize, and the next step",
                List.of(
                        Parameter.query("mapping", "Id of the mapping; required"),
                        Parameter.query("record", "Number, name or id on either side; required")),
                null,
                200,
                Explanation.class,
                false,
                call -> Answer.ok(
                        operations.insights().explain().explain(call.required("mapping"), call.required("record")))));
    }

    private void overview() {
        all.add(new Endpoint(
                "GET",
                "/api/overview",
                Role.VIEWER,
                "showOverview",
                "How far each mapping is behind, what is wrong and what to do, allowances, and the last 24 hours",
                List.of(),
                null,
                200,
                Overview.class,
                false,
                call -> Answer.ok(operations.insights().overview().show())));
    }

    private void compare() {
        all.add(new Endpoint(
                "GET",
                "/api/compare",
                Role.VIEWER,
                "compare",
                "A record field by field: what both sides last agreed on, and what each holds now",
                List.of(
                        Parameter.query("mapping", "Id of the mapping; required"),
                        Parameter.query("record", "Number, name or id on either side; required")),
                null,
                200,
                Comparison.class,
                false,
                call -> Answer.ok(
                        operations.insights().compare().compare(call.required("mapping"), call.required("record")))));
    }

    private void errors() {
        Parameter group = Parameter.path("group", "Id of a cause as listed");
        all.add(new Endpoint(
                "GET",
                "/api/errors/groups",
                Role.VIEWER,
                "listErrorGroups",
                "Records that fail and have not succeeded since, grouped by cause",
                List.of(
                        Parameter.query("mapping", "Only of this mapping"),
                        Parameter.number("limit", "Causes in the answer, 1 to 1000; 50 if left out")),
                null,
                200,
                Types.listing(ErrorGroup.class),
                false,
                call -> Answer.ok(operations.insights().errors().list(call.query("mapping"), call.limit()))));
        all.add(new Endpoint(
                "GET",
                "/api/errors/groups/{group}",
                Role.VIEWER,
                "listErrorGroup",
                "The records that fail for a cause, each with its newest error",
                List.of(
                        group,
                        Parameter.number("limit", "Rows in the answer, 1 to 1000; 50 if left out"),
                        Parameter.query("after", "Continues a list: the answer's next")),
                null,
                200,
                Types.listing(ErrorRow.class),
                false,
                call -> Answer.ok(operations
                        .insights()
                        .errors()
                        .records(call.path("group"), call.number("after"), call.limit()))));
        all.add(new Endpoint(
                "POST",
                "/api/errors/groups/{group}/retry",
                Role.OPERATOR,
                "retryErrorGroup",
                "Releases the skipped records of a cause, and synchronizes all that fail for it",
                List.of(group, Endpoints.WAIT),
                null,
                202,
                RunView.class,
                true,
                call -> {
                    Duration patience = call.patience();
                    long run = operations.insights().errors().retry(call.path("group"), call.callerName());
                    return new Answer.Later(
                            () -> {
                                RunView view = operations.synchronization().run(run);
                                return view.isFinished() ? new Answer.Now(200, view) : null;
                            },
                            patience,
                            () -> new Answer.Now(202, new Accepted(run)));
                }));
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
