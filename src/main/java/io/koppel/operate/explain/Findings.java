package io.koppel.operate.explain;

import io.koppel.operate.explain.Explanation.Finding;
import io.koppel.operate.plan.PlannedField;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is found out about a record; of everything that stands in its way, the first obstacle is the summary. */
final class Findings {
    /** What stands in a record's way, the first to be removed first. */
    enum Obstacle {
        SERVICE_DOWN,
        UNKNOWN,
        DISABLED,
        GONE,
        SKIPPED,
        FILTER,
        CONFLICT,
        FAILS,
        NOT_COUPLED,
        HELD_JOB,
        PENDING,
        WAITS,
        REVERTED,
        NONE
    }

    private final List<Finding> findings = new ArrayList<>();
    private Obstacle first = Obstacle.NONE;
    private @Nullable String summary;
    private @Nullable String next;

    void add(String topic, String says) {
        add(topic, null, says, List.of());
    }

    void add(String topic, @Nullable String direction, String says, List<PlannedField> fields) {
        findings.add(new Finding(topic, direction, says, fields));
    }

    /** Notes what stands in the way; what was noted first of the same kind stays. */
    void obstacle(Obstacle obstacle, String what, String remedy) {
        if (summary == null || obstacle.compareTo(first) < 0) {
            first = obstacle;
            summary = what;
            next = remedy;
        }
    }

    boolean has(Obstacle obstacle) {
        return summary != null && first == obstacle;
    }

    List<Finding> all() {
        return List.copyOf(findings);
    }

    String summary() {
        return summary == null ? "both sides are in step" : summary;
    }

    String next() {
        return next == null ? "nothing" : next;
    }
}
