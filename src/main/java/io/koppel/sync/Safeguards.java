package io.koppel.sync;

import io.koppel.mapping.TableMapping;
import java.time.Duration;

/**
 * What the settings say about mass changes and deleted records; a mapping may say otherwise.
 *
 * @param massChangePercent part of the couplings that a run may change without being asked, in percent; 0 for no limit
 * @param massChangeMinimum number of records that a run may always change
 * @param sweepEvery how often couplings are searched for deleted records; zero for never
 */
public record Safeguards(int massChangePercent, int massChangeMinimum, Duration sweepEvery) {
    /** A third of the couplings, and never less than a hundred records; a search a day. */
    public static final Safeguards DEFAULTS = new Safeguards(30, 100, Duration.ofDays(1));

    /** Neither guard nor search. */
    public static final Safeguards NONE = new Safeguards(0, 0, Duration.ZERO);

    /** How many records a run of a mapping may change without being asked, of so many couplings. */
    public long limit(TableMapping mapping, long couplings) {
        int percent = percent(mapping);
        return percent == 0 ? Long.MAX_VALUE : Math.max(minimum(mapping), (couplings * percent + 99) / 100);
    }

    /** Number of records that a run of a mapping may always change. */
    public long minimum(TableMapping mapping) {
        Integer own = mapping.precautions().massChangeMinimum();
        return own == null ? massChangeMinimum : own;
    }

    int percent(TableMapping mapping) {
        Integer own = mapping.precautions().massChangePercent();
        return own == null ? massChangePercent : own;
    }

    /** How often a mapping's couplings are searched for deleted records; zero for never. */
    public Duration sweepEvery(TableMapping mapping) {
        Duration own = mapping.precautions().sweepEvery();
        return own == null ? sweepEvery : own;
    }
}
