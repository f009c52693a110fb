package io.koppel.setup;

import io.koppel.metadata.ServiceModel;
import io.koppel.odata.ServiceException;
import io.koppel.odata.Surface;
import java.util.ArrayList;
import java.util.List;

/** Tries both services and says what answers and what is missing. */
public final class ConnectionTest {
    private ConnectionTest() {}

    /**
     * One finding.
     *
     * @param subject what was looked at
     * @param well false when it keeps Koppel from working
     * @param message one sentence
     */
    public record Finding(String subject, boolean well, String message) {}

    /** Never throws for what a service answers. */
    public static List<Finding> run(Settings settings) {
        List<Finding> findings = new ArrayList<>();
        attempt(findings, "Business Central", () -> {
            String id = Connections.companyId(settings);
            return "company '" + settings.company() + "' found (" + id + ")";
        });
        attempt(findings, "Dataverse", () -> {
            Connections.signIn(settings);
            return "signed in as client '" + settings.requireDataverse().clientId() + "'";
        });
        if (findings.stream().allMatch(Finding::well)) {
            attempt(findings, "tables", () -> tables(findings, settings));
        }
        return List.copyOf(findings);
    }

    private static String tables(List<Finding> findings, Settings settings) {
        try (Connections connections = Connections.open(settings)) {
            boolean companion = connections.models().businessCentral().containsKey(Surface.COMPANION);
            boolean needed = settings.routesVariant() == RoutesVariant.COMPANION;
            findings.add(new Finding(
                    "companion extension",
                    companion || !needed,
                    companion
                            ? "installed"
                            : "not installed; install it, or set koppel.routes.variant=standard to do with less"));
            ServiceModel pages = connections.models().businessCentral().get(Surface.COMPANION);
            if (pages != null) {
                CompanionPieces.missing(pages)
                        .forEach(cost -> findings.add(new Finding("companion extension", true, cost)));
            }
            findings.add(new Finding(
                    "company in Dataverse",
                    true,
                    connections.company().dataverseId() == null
                            ? "there is no bcbi_company row; rows are neither stamped nor filtered by company"
                            : "bcbi_company row found"));
            attempt(
                    findings,
                    "local currency",
                    () -> LocalCurrencyCheck.of(connections.services(), connections.company()));
            MappingCheckup checkup = MappingCheckup.offline(settings).against(connections.models());
            findings.addAll(new OrderCheckup(settings, connections, checkup.declared()).run());
            if (!checkup.passes()) {
                throw new ConnectionException(
                        "the mapping files do not fit the services; koppel validate --live lists why");
            }
            int warnings = checkup.mistakes().size();
            return checkup.mappings() + " mappings fit both services"
                    + (warnings == 0 ? "" : "; " + warnings + " warnings, listed by koppel validate --live");
        }
    }

    private static void attempt(List<Finding> findings, String subject, java.util.function.Supplier<String> work) {
        try {
            String message = work.get();
            findings.add(new Finding(subject, true, message));
        } catch (ConnectionException | ServiceException e) {
            findings.add(new Finding(subject, false, String.valueOf(e.getMessage())));
        }
    }
}
