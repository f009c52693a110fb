package io.koppel.operate.rest;

import io.koppel.operate.Operations;
import io.koppel.operate.Released;
import io.koppel.operate.SkippedView;
import io.koppel.operate.access.Role;
import java.util.List;

/** Skipped records: looking at them and releasing them. */
final class SkippedEndpoints {
    private SkippedEndpoints() {}

    static List<Endpoint> of(Operations operations, Parameter limit, Parameter after) {
        Parameter mapping = Parameter.query("mapping", "Only of this mapping");
        return List.of(
                new Endpoint(
                        "GET",
                        "/api/skipped",
                        Role.VIEWER,
                        "listSkipped",
                        "Records that are left out until they are released",
                        List.of(mapping, limit, after),
                        null,
                        200,
                        Types.listing(SkippedView.class),
                        false,
                        call -> Answer.ok(
                                operations.skipped().list(call.query("mapping"), call.query("after"), call.limit()))),
                new Endpoint(
                        "POST",
                        "/api/skipped/{coupling}/retry",
                        Role.OPERATOR,
                        "retrySkipped",
                        "Releases a skipped record; the next run takes it up again",
                        List.of(Parameter.path("coupling", "Id of a skipped record as listed")),
                        null,
                        200,
                        Released.class,
                        false,
                        call -> Answer.ok(operations.skipped().retry(call.path("coupling")))),
                new Endpoint(
                        "POST",
                        "/api/skipped/retry-all",
                        Role.OPERATOR,
                        "retryAllSkipped",
                        "Releases all skipped records",
                        List.of(mapping),
                        null,
                        200,
                        Released.class,
                        false,
                        call -> Answer.ok(operations.skipped().retryAll(call.query("mapping")))));
    }
}
