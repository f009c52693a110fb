package io.koppel.testing;

import java.util.Set;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test that claims a scenario nobody has written down: a mistyped id would prove nothing. */
public final class KnownScenario implements BeforeEachCallback {
    private static final Set<String> KNOWN = ScenarioCatalogue.load().keySet();

    @Override
    public void beforeEach(ExtensionContext context) {
        for (String id :
                context.getRequiredTestMethod().getAnnotation(Scenario.class).value()) {
            if (!KNOWN.contains(id)) {
                throw new AssertionError("the scenario '" + id + "' is not in scenarios/catalogue.tsv;"
                        + " correct the id of the test or add the scenario");
            }
        }
    }
}
