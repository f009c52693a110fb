package io.koppel.operate.errors;

import io.koppel.coupling.SkippedRecords;
import io.koppel.job.Runner;
import io.koppel.job.SynchronizeRequest;
import io.koppel.journal.ErrorRow;
import io.koppel.journal.OpenErrors;
import io.koppel.mapping.Direction;
import io.koppel.operate.Listing;
import io.koppel.operate.Mappings;
import io.koppel.operate.OperationException;
import io.koppel.sync.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Failed records grouped by cause, and trying a whole group again. */
public final class ErrorGroupOperations {
    private static final int MOST_GROUPS = 1000;
    private static final int BLOCK = 1000;

    private final Engine engine;
    private final Runner runner;
    private final Mappings mappings;
    private final OpenErrors errors;

    public ErrorGroupOperations(Engine engine, Runner runner, Mappings mappings) {
        this.engine = engine;
        this.runner = runner;
        this.mappings = mappings;
        this.errors = new OpenErrors(engine.database());
    }

    /** Causes with the most records first. */
    public Listing<ErrorGroup> list(@Nullable String mapping, int limit) {
        String wanted = mapping == null ? null : mappings.require(mapping).id();
        return new Listing<>(
                errors.groups(engine.company().name(), wanted, limit).stream()
                        .map(ErrorGroup::of)
                        .toList(),
                null);
    }

    /**
     * The newest errors of the records of a group.
     *
     * @throws OperationException if there is no such group, or no record fails for that cause any more
     */
    public Listing<ErrorRow> records(String id, @Nullable Long before, int limit) {
        List<ErrorRow> rows = errors.records(engine.company().name(), find(id), before, limit + 1).stream()
                .map(OpenErrors.Failing::error)
                .toList();
        return Listing.of(rows, limit, row -> Long.toString(row.id()));
    }

    /**
     * Tries all records of a group again: releases those that are skipped, and synchronizes them all.
     *
     * @return number of the run
     * @throws OperationException if there is no such group
     */
    public long retry(String id, String startedBy) {
        OpenErrors.Group group = find(id);
        List<String> ids = new ArrayList<>();
        List<UUID> skipped = new ArrayList<>();
        List<OpenErrors.Failing> page = errors.records(engine.company().name(), group, null, BLOCK);
        while (!page.isEmpty()) {
            page.forEach(failing -> ids.add(failing.sourceId()));
            page.stream()
                    .map(OpenErrors.Failing::skipped)
                    .filter(Objects::nonNull)
                    .forEach(skipped::add);
            long last = page.get(page.size() - 1).error().id();
            page = errors.records(engine.company().name(), group, last, BLOCK);
        }
        release(group.mapping(), skipped);
        boolean to = group.direction().equals(Direction.TO_DATAVERSE.key());
        return runner.start(new SynchronizeRequest(
                group.mapping(),
                Direction.of(group.direction()),
                to ? ids : List.of(),
                to ? List.of() : ids,
                false,
                null,
                startedBy));
    }

    private void release(String mapping, List<UUID> skipped) {
        if (!skipped.isEmpty()) {
            int scope = engine.scope(mapping);
            long now = engine.clock().millis();
            engine.database().inTransaction(connection -> new SkippedRecords(engine.database())
                    .release(connection, scope, skipped, now));
        }
    }

    private OpenErrors.Group find(String id) {
        return errors.groups(engine.company().name(), null, MOST_GROUPS).stream()
                .filter(group -> ErrorGroup.id(group).equals(id))
                .findFirst()
                .orElseThrow(() -> OperationException.notFound("no record fails for the cause '" + id
                        + "' any more; koppel errors --grouped lists the causes"));
    }
}
