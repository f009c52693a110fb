package io.koppel.route;

import io.koppel.coupling.IdempotentKeys;
import io.koppel.job.JobQueue;
import io.koppel.sync.Steps;
import org.apache.camel.spi.Registry;

/** The beans that mapping files refer to. */
final class RouteBeans {
    private RouteBeans() {}

    static void bind(Registry registry, Steps steps, ErrorRows rows, JobQueue jobs, IdempotentKeys sent) {
        registry.bind("changes", new PassSteps.Changes(steps));
        registry.bind("options", new PassSteps.Options(steps));
        registry.bind("couplings", new PassSteps.Couplings(steps));
        registry.bind("decide", new PassSteps.OnBatch(steps.decide()::decide));
        registry.bind("transfer", new PassSteps.OnBatch(steps.transfer()::transfer));
        registry.bind("intents", new PassSteps.Intents(steps));
        registry.bind("confirm", new PassSteps.Confirm(steps, rows));
        registry.bind("fail", new FailureSteps.Fail());
        registry.bind("failures", new FailureSteps.Failures(steps));
        registry.bind("errorRows", rows);
        registry.bind("jobs", jobs);
        registry.bind("sentOnce", new SentOnce(sent));
        registry.bind(EachRecord.NAME, new EachRecord.Together());
    }
}
