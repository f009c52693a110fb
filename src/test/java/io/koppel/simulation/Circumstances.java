package io.koppel.simulation;

import io.koppel.mapping.Conflicts;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * What holds throughout one seed.
 *
 * @param chosenIds what API v2.0 does with ids; with {@code standard} only
 * @param standard whether the mappings for companies without the companion extension are used
 * @param onlyCoupled whether scheduled runs create nothing
 * @param pages rows in a page of Business Central and of Dataverse
 * @param batch operations in a request
 * @param skew of the clocks of Business Central and Dataverse
 * @param faults what the network and the services do wrong
 * @param crashes how often the process dies
 * @param meddling how often a person edits between two requests of Koppel, in percent
 */
record Circumstances(
        List<String> mappings,
        boolean standard,
        String chosenIds,
        boolean onlyCoupled,
        Conflicts.Update update,
        Conflicts.Deletion deletion,
        int[] pages,
        int batch,
        Duration[] skew,
        List<FaultLine> faults,
        int crashes,
        int meddling) {

    /** A line of the sandbox's fault script. */
    record FaultLine(String service, String match, String fault, double probability, boolean after, int retryAfter) {}

    private static final List<String> ALWAYS = List.of("CUSTOMER");

    /** Nothing goes wrong by itself; scheduled runs create what has no partner. */
    static Circumstances quiet(List<String> mappings, int[] pages, int batch, Duration... skew) {
        return new Circumstances(
                mappings,
                false,
                "accept",
                false,
                Conflicts.Update.NONE,
                Conflicts.Deletion.NONE,
                pages,
                batch,
                skew.length == 2 ? skew : new Duration[] {Duration.ZERO, Duration.ZERO},
                List.of(),
                0,
                0);
    }

    /** The circumstances of a seed. */
    static Circumstances of(Random random) {
        boolean standard = random.nextInt(6) == 0;
        List<String> mappings = new java.util.ArrayList<>();
        if (random.nextInt(4) == 0) {
            mappings.add("SALESPEOPLE");
        }
        if (random.nextInt(4) == 0) {
            mappings.add("PAYMENT-TERMS");
        }
        mappings.addAll(ALWAYS);
        if (!standard && random.nextInt(2) == 0) {
            mappings.add("CONTACT");
        }
        Conflicts.Update[] updates = Conflicts.Update.values();
        Conflicts.Deletion[] deletions = Conflicts.Deletion.values();
        return new Circumstances(
                mappings,
                standard,
                List.of("accept", "ignore", "refuse").get(random.nextInt(3)),
                random.nextBoolean(),
                random.nextBoolean() ? Conflicts.Update.NONE : updates[random.nextInt(updates.length)],
                random.nextBoolean() ? Conflicts.Deletion.NONE : deletions[random.nextInt(deletions.length)],
                new int[] {1 + random.nextInt(5), 1 + random.nextInt(5)},
                1 + random.nextInt(4),
                new Duration[] {skew(random), skew(random)},
                faults(random),
                random.nextInt(4),
                random.nextInt(3) == 0 ? 0 : 3 + random.nextInt(10));
    }

    private static Duration skew(Random random) {
        return random.nextInt(3) == 0 ? Duration.ZERO : Duration.ofSeconds(random.nextInt(1201) - 600);
    }

    private static List<FaultLine> faults(Random random) {
        List<FaultLine> lines = new java.util.ArrayList<>();
        if (random.nextInt(3) == 0) {
            return lines;
        }
        List<String> kinds = List.of(
                "drop-before-apply",
                "drop-after-apply",
                "reset",
                "half-body",
                "status-401",
                "status-408",
                "status-412",
                "status-429",
                "status-500",
                "status-503",
                "status-504",
                "edit-between");
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            String kind = kinds.get(random.nextInt(kinds.size()));
            boolean edit = kind.equals("edit-between");
            boolean stale = kind.equals("status-412");
            String service = random.nextBoolean() ? "businessCentral" : "dataverse";
            // Only a write of a record can meet another version, and only a record can be edited.
            boolean refusal = List.of("status-401", "status-412", "status-429").contains(kind);
            String match = edit || stale ? "PATCH .*(customers|accounts|contacts)\\(" : "";
            lines.add(new FaultLine(
                    service,
                    match,
                    kind,
                    0.01 + random.nextDouble() * 0.15,
                    !refusal && random.nextBoolean(),
                    random.nextInt(40)));
        }
        return lines;
    }
}
