package io.koppel.sync;

import io.koppel.coupling.FollowUps.FollowUp;
import java.util.List;

/**
 * Follow-ups of one rule for one mapping.
 *
 * @param engine what the rule may use
 * @param pass the pass after whose batch the work is done
 */
public record FollowUpWork(
        MappingRuntime runtime, long run, long job, List<FollowUp> followUps, Engine engine, Pass pass) {}
