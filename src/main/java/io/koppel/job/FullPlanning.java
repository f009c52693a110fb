package io.koppel.job;

import io.koppel.job.FullLine.LineStatus;
import io.koppel.mapping.TableMapping;
import io.koppel.sync.Engine;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Makes the plan of a full synchronization, and changes it between two runs: one line for each mapping that takes part. */
final class FullPlanning {
    private final Engine engine;
    private final FullLines lines;
    private final Supplier<List<TableMapping>> mappings;
    private volatile FullAction lastAction = FullAction.COUPLE_AND_CREATE;

    FullPlanning(Engine engine, FullLines lines, Supplier<List<TableMapping>> mappings) {
        this.engine = engine;
        this.lines = lines;
        this.mappings = mappings;
    }

    /**
     * Makes the plan from the mappings, or brings it up to date: lines that were not started are made anew, started ones are
     * left alone.
     */
    List<FullLine> plan(FullAction action) {
        FullAction standard = lastAction;
        lastAction = action;
        Map<String, FullLine> old = new HashMap<>();
        lines.all().forEach(line -> old.put(line.mapping(), line));
        Map<String, TableMapping> enabled = enabled();
        int position = 0;
        for (TableMapping mapping : enabled.values()) {
            position++;
            FullLine started = old.remove(mapping.id());
            if (started == null || started.status() == LineStatus.BLANK) {
                List<String> dependsOn =
                        mapping.after().stream().filter(enabled::containsKey).toList();
                // What somebody has recommended or switched is kept until the line was run.
                boolean kept = started != null && (started.recommended() != null || started.action() != standard);
                lines.put(FullLine.blank(
                        mapping.id(),
                        position,
                        kept ? started.action() : action,
                        dependsOn,
                        started == null ? null : started.recommended()));
            }
        }
        old.values().stream()
                .filter(line -> line.status() == LineStatus.BLANK)
                .forEach(line -> lines.delete(line.mapping()));
        return lines.all();
    }

    private Map<String, TableMapping> enabled() {
        Map<String, TableMapping> enabled = new LinkedHashMap<>();
        for (TableMapping mapping : DependencyOrder.of(mappings.get())) {
            if (mapping.isInPlan()) {
                enabled.put(mapping.id(), mapping);
            }
        }
        return enabled;
    }

    /** Makes the plan, or brings it up to date, with what is recommended for each line that was not started. */
    List<FullLine> recommend() {
        plan(lastAction);
        FullCounts counts = new FullCounts(engine);
        for (FullLine line : lines.all()) {
            TableMapping mapping = engine.mappings().apply(line.mapping());
            if (mapping != null && line.status() == LineStatus.BLANK) {
                lines.put(line.recommended(counts.recommend(mapping)));
            }
        }
        return lines.all();
    }

    /**
     * Says what a line that was not started is to do.
     *
     * @throws IllegalStateException if the line was started
     * @throws IllegalArgumentException if there is no such line
     */
    void choose(String mapping, FullAction action) {
        FullLine line = line(mapping);
        if (line.status() != LineStatus.BLANK) {
            throw new IllegalStateException(
                    "line " + mapping + " is " + line.status().text() + "; reset the plan first");
        }
        lines.put(line.chosen(action));
    }

    private FullLine line(String mapping) {
        return lines.all().stream()
                .filter(each -> each.mapping().equals(mapping))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the plan has no line '" + mapping + "'; make it with koppel full-sync --recommend"));
    }

    /** Tries lines again that ended in error. */
    void restartFailed() {
        lines.all().stream().filter(line -> line.status() == LineStatus.ERROR).forEach(this::restart);
    }

    /**
     * Tries one line again.
     *
     * @throws IllegalStateException if it did not end in error
     * @throws IllegalArgumentException if there is no such line
     */
    void restart(String mapping) {
        FullLine line = line(mapping);
        if (line.status() != LineStatus.ERROR) {
            throw new IllegalStateException("line " + mapping + " is "
                    + line.status().text() + "; only a line that ended in error is tried again");
        }
        restart(line);
    }

    private void restart(FullLine line) {
        lines.put(line.ended(
                LineStatus.BLANK, null, null, line.run(), null, engine.clock().instant()));
    }

    /** Forgets the plan, so that the next one is new. */
    void forget() {
        lines.all().forEach(line -> lines.delete(line.mapping()));
    }
}
