package io.koppel.simulation;

import io.koppel.mapping.Direction;
import io.koppel.simulation.Circumstances.FaultLine;
import io.koppel.simulation.Ledger.Key;
import io.koppel.sync.PassMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One seed: people work on both sides while Koppel runs, dies and rises; then everything goes well again until nothing more is
 * to be done, and the checker looks at what came of it.
 */
final class Simulation {
    private static final int ROUNDS = 14;

    private final World world;
    private final long seed;
    private final Bug bug;
    private final Random random;
    private final Circumstances circumstances;
    private final Mortality mortality = new Mortality();
    private final SimulatedTransport transport;
    private final Set<String> unfinished;
    private final StringBuilder trace = new StringBuilder();
    private Ledger ledger;
    private People people;
    private Incarnation incarnation;
    private int crashes;

    private Simulation(World world, long seed, Bug bug) {
        this.world = world;
        this.seed = seed;
        this.bug = bug;
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
        this.circumstances = Circumstances.of(random);
        this.transport = new SimulatedTransport(world, mortality, random, bug);
        this.unfinished = new LinkedHashSet<>(circumstances.mappings());
        this.crashes = circumstances.crashes();
    }

    /**
     * What came of a seed.
     *
     * @param violations promises that were broken, in sentences; empty if all were kept
     * @param unheard writes of which the history says no more than that they may have arrived
     * @param story what happened, for whoever looks into a broken promise
     */
    record Verdict(
            long seed,
            List<String> violations,
            Map<CrashPoint, Integer> deaths,
            int unheard,
            String trace,
            String story) {}

    /** Runs a seed with a sound engine or with a planted bug. */
    static Verdict run(World world, long seed, Bug bug) {
        return new Simulation(world, seed, bug).run();
    }

    private Verdict run() {
        world.reset(seed, circumstances);
        ledger = new Ledger(world, 0);
        people = new People(world, random, ledger, circumstances);
        people.before();
        stormy();
        boolean quiet = calm();
        List<String> violations = new ArrayList<>();
        if (!quiet) {
            violations.add("P3: after " + ROUNDS + " rounds without any edit Koppel still writes");
        }
        Checker checker =
                new Checker(world, circumstances, ledger.update(), incarnation.engine(), unfinished.isEmpty());
        violations.addAll(checker.check());
        transport.broken().forEach(line -> violations.add("P8: " + line));
        return new Verdict(
                seed,
                violations,
                mortality.deaths(),
                checker.unheard(),
                trace.toString(),
                violations.isEmpty() ? "" : story());
    }

    /** People, faults and deaths, all at once. */
    private void stormy() {
        for (FaultLine line : circumstances.faults()) {
            fault(line);
        }
        people.late(true);
        transport.meddle(people, circumstances.meddling());
        nextDeath();
        for (String mapping : circumstances.mappings()) {
            everything(mapping);
        }
        for (int step = 4 + random.nextInt(6); step > 0; step--) {
            for (int i = random.nextInt(4); i > 0; i--) {
                people.act();
            }
            pass(
                    random.nextInt(4) == 0
                            ? Duration.ofSeconds(random.nextInt(3600))
                            : Duration.ofSeconds(random.nextInt(3)));
            work();
        }
    }

    private void work() {
        int what = random.nextInt(12);
        if (what == 0) {
            log("tokens are revoked");
            world.admin("POST", "tokens/revoke", null);
        } else if (what == 1) {
            chosen();
        } else if (what == 2 && !unfinished.isEmpty()) {
            everything(unfinished.iterator().next());
        }
        for (String mapping : circumstances.mappings()) {
            if (what != 3 || random.nextBoolean()) {
                live("job " + mapping, koppel -> koppel.job(mapping));
            }
        }
    }

    private void chosen() {
        boolean to = random.nextBoolean();
        List<Key> records =
                ledger.update().records(to ? "businessCentral" : "dataverse", to ? "customers" : "accounts");
        if (!records.isEmpty()) {
            String id = records.get(random.nextInt(records.size())).id();
            boolean force = random.nextInt(4) == 0;
            Direction direction = to ? Direction.TO_DATAVERSE : Direction.FROM_DATAVERSE;
            live(
                    "chosen " + direction + " " + id + (force ? " forced" : ""),
                    koppel -> koppel.chosen("CUSTOMER", direction, id, force));
        }
    }

    private void everything(String mapping) {
        live("everything " + mapping, koppel -> {
            if (koppel.everything(mapping, PassMode.COUPLE_AND_CREATE)) {
                unfinished.remove(mapping);
            }
        });
    }

    /** No faults, no edits, no deaths: rounds until nothing is written any more. */
    private boolean calm() {
        log("calm");
        world.admin("DELETE", "faults", null);
        transport.meddle(null, 0);
        people.late(false);
        mortality.end();
        pass(Duration.ofMinutes(10));
        for (int attempt = 0; attempt < 3 && !unfinished.isEmpty(); attempt++) {
            // Whoever depends on what is finished now is looked at after it, as a full synchronization does.
            boolean from = false;
            for (String mapping : circumstances.mappings()) {
                from |= unfinished.contains(mapping);
                if (from) {
                    everything(mapping);
                }
            }
        }
        int quiet = 0;
        for (int round = 0; round < ROUNDS && quiet < 2; round++) {
            long before = ledger.update().last();
            for (String mapping : circumstances.mappings()) {
                live("job " + mapping, koppel -> koppel.job(mapping));
            }
            quiet = ledger.update().last() == before ? quiet + 1 : 0;
            pass(Duration.ofMinutes(6));
        }
        return quiet == 2;
    }

    private void live(String what, Consumer<Incarnation> work) {
        log(what);
        try {
            if (incarnation == null) {
                incarnation =
                        new Incarnation(world, circumstances, mortality, transport, new Random(random.nextLong()), bug);
            }
            work.accept(incarnation);
        } catch (Died died) {
            log(String.valueOf(died.getMessage()));
            incarnation = null;
            transport.died();
            mortality.rise();
            nextDeath();
        }
    }

    private void nextDeath() {
        if (crashes-- > 0) {
            CrashPoint[] points = CrashPoint.values();
            mortality.dieAt(points[random.nextInt(points.length)], 1 + random.nextInt(6));
        }
    }

    private void fault(FaultLine line) {
        Map<String, Object> fault = new LinkedHashMap<>();
        fault.put("service", line.service());
        fault.put("match", line.match());
        fault.put("fault", line.fault());
        fault.put("probability", line.probability());
        fault.put("seed", random.nextInt());
        if (line.after()) {
            fault.put("apply", "after");
        }
        if (line.retryAfter() > 0
                && (line.fault().equals("status-429") || line.fault().equals("status-503"))) {
            fault.put("retryAfter", "PT" + line.retryAfter() + "S");
        }
        if (line.fault().equals("edit-between") && line.service().equals("dataverse")) {
            fault.put("changes", Map.of("pager", "1"));
            fault.put("match", "PATCH .*contacts\\(");
        }
        world.admin("POST", "faults", fault);
    }

    private void pass(Duration step) {
        world.time().advance(step);
    }

    private void log(String what) {
        trace.append(world.time().now())
                .append(" after ")
                .append(ledger.update().all().size())
                .append(": ")
                .append(what)
                .append('\n');
    }

    private String story() {
        StringBuilder story = new StringBuilder();
        story.append(circumstances).append('\n').append(trace);
        incarnation
                .engine()
                .jobLog()
                .list(world.company().name(), null, null, 1000)
                .forEach(row -> story.append(row).append('\n'));
        incarnation.engine().errors().missing().forEach(row -> story.append(row).append('\n'));
        incarnation
                .engine()
                .history()
                .list(world.company().name(), null, null, null, 1000)
                .forEach(row -> story.append(row).append('\n'));
        ledger.all().forEach(change -> story.append(change).append('\n'));
        return story.toString();
    }
}
