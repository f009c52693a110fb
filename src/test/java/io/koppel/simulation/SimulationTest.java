package io.koppel.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random work, faults and deaths (promises.md P1 to P9, P12). {@code -Dkoppel.simulation.seeds=N} runs that many seeds,
 * {@code -Dkoppel.simulation.seed=S} begins with that one, alone unless a number is given, and prints what happened under
 * seeds that break a promise.
 */
class SimulationTest {
    private static final Long FIRST = Long.getLong("koppel.simulation.seed");
    private static final int SEEDS = Integer.getInteger("koppel.simulation.seeds", FIRST == null ? 1000 : 1);
    private static final int WORKERS = 2;
    private static final int SAME = Integer.getInteger("koppel.simulation.same", 5);

    @Test
    void everyPromiseIsKeptUnderEverySeed() {
        long first = FIRST == null ? 1 : FIRST;
        Seeds seeds = Seeds.run(World::inMemory, Math.min(SEEDS, WORKERS), first, SEEDS, Bug.NONE, verdict -> false);
        if (FIRST != null) {
            System.out.println(seeds.stories());
        }

        assertThat(seeds.broken()).isEmpty();
        if (seeds.size() >= 1000) {
            assertThat(seeds.deaths()).containsOnlyKeys(CrashPoint.values());
            assertThat(seeds.unheard())
                    .as("rows of the history that leave open what came of a write")
                    .isLessThan(seeds.size());
        }
    }

    /** The same over sockets: what the short way leaves out must not matter. */
    @Test
    void everyPromiseIsKeptOverHttp() {
        Seeds seeds = Seeds.run(World::overHttp, 1, 5001, 50, Bug.NONE, verdict -> false);

        assertThat(seeds.broken()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Bug.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aPlantedBugIsFound(Bug bug) {
        List<String> broken = Seeds.run(World::inMemory, WORKERS, 1, 200, bug, verdict -> !verdict.violations()
                        .isEmpty())
                .broken();

        assertThat(broken).isNotEmpty();
    }

    /** A failure can only be looked into if it comes again. */
    @Test
    void theSameSeedTakesTheSameCourse() {
        List<String> first = traces();
        List<String> second = traces();

        assertThat(second).isEqualTo(first);
    }

    private static List<String> traces() {
        List<String> traces = new ArrayList<>();
        try (World world = World.inMemory()) {
            for (long seed = 1; seed <= SAME; seed++) {
                traces.add(Simulation.run(world, seed, Bug.NONE).trace());
            }
        }
        return traces;
    }
}
