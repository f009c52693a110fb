package io.koppel.mapping.file;

import static io.koppel.mapping.file.OptionSpec.option;
import static io.koppel.mapping.file.ValueType.DURATION;
import static io.koppel.mapping.file.ValueType.DURATION_OR_ZERO;
import static io.koppel.mapping.file.ValueType.FLAG;
import static io.koppel.mapping.file.ValueType.NUMBER;
import static io.koppel.mapping.file.ValueType.TEXT;

import java.util.List;

/** What a {@code tableMapping} node says of its runs: when they start, what they wait for, and what they stop at. */
final class RunSpec {
    static final NodeSpec SCHEDULE = new NodeSpec(
            "schedule",
            "When the mapping's job runs by itself. Without it there is no scheduled job.",
            List.of(
                    option("every", DURATION, "Time between runs.").must().example("30m"),
                    option(
                                    "inactivityTimeout",
                                    DURATION_OR_ZERO,
                                    "How long the job sleeps after a run that changed nothing, unless a change wakes it; 0s until one does.")
                            .otherwise("the job never sleeps")
                            .example("12h"),
                    option(
                                    "wakeOnChange",
                                    FLAG,
                                    "Whether a change of the table in Business Central makes the job run half a minute later instead of at its time.")
                            .otherwise("true")));

    static final NodeSpec DEPENDENCY = new NodeSpec(
            "after",
            "A dependency that does not always exist.",
            List.of(
                    option("mapping", TEXT, "The mapping to finish first.").must(),
                    ModelSpec.ownership("Ownership model in which it counts."),
                    ModelSpec.units("Unit model in which it counts."),
                    ModelSpec.prices("Price model in which it counts."),
                    ModelSpec.orders("Integration of sales orders in which it counts.")));

    static final NodeSpec CONFLICTS = new NodeSpec(
            "conflicts",
            "What to do when both sides changed, or one is gone.",
            List.of(
                    option(
                                    "update",
                                    TEXT,
                                    "Both sides changed the same field: report it, let Dataverse win, or let Business Central win.")
                            .oneOf(List.of("none", "get-update", "send-update"))
                            .otherwise("none"),
                    option(
                                    "deletion",
                                    TEXT,
                                    "The coupled record is gone: report it, create it again, or remove the coupling.")
                            .oneOf(List.of("none", "restore-records", "remove-coupling"))
                            .otherwise("none")));

    static final NodeSpec MASS_CHANGE = new NodeSpec(
            "massChange",
            "How many records a run may change without being asked for a confirmation.",
            List.of(
                    option("share", TEXT, "Percentage of the couplings; 0% for no limit.")
                            .otherwise("the setting koppel.mass-change-share")
                            .example("30%"),
                    option("minimum", NUMBER, "Number of records that may always change.")
                            .otherwise("the setting koppel.mass-change-minimum")));

    static final NodeSpec SWEEP = new NodeSpec(
            "sweep",
            "The search for coupled records that were deleted.",
            List.of(option(
                            "every",
                            DURATION_OR_ZERO,
                            "Time between two searches, 0s for never. A search asks for the ids of all coupled records: one"
                                    + " request for 500 of Dataverse or 100 of Business Central.")
                    .otherwise("the setting koppel.sweep.every")
                    .example("24h")));

    private RunSpec() {}
}
