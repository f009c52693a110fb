package io.koppel.sandbox.filter;

import io.koppel.sandbox.core.Column;
import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowIndex;
import io.koppel.sandbox.core.Rows;
import io.koppel.sandbox.core.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Pages of a table: by id, by modification stamp or by an indexed column they are read off an index and cost what they
 * hold; in another order the best rows of the page are picked in one pass, without sorting the table.
 */
public final class PageScan {
    private final Table table;
    private final Predicate<Row> test;
    private final OrderBy order;
    private final Narrowing.@Nullable Values values;
    private final @Nullable Instant leastStamp;

    /** @param filter the filter that {@code compiler} made {@code test} of, for finding an index */
    public PageScan(
            Table table, MemberResolver members, FilterDialect dialect, @Nullable Expression filter, OrderBy order) {
        this.table = table;
        this.test = new FilterCompiler(members, dialect).compile(filter);
        this.order = order;
        Narrowing narrowing = new Narrowing(table, members, dialect);
        this.values = narrowing.values(filter);
        this.leastStamp = narrowing.leastStamp(filter);
    }

    /** Rows of a page, and where the next one goes on, or null at the end. */
    public record Page(List<Row> rows, @Nullable SkipToken next) {}

    /**
     * One page.
     *
     * @param after where the last page ended, or null
     * @param skip rows to leave out before the first
     */
    public Page page(@Nullable SkipToken after, int skip, int limit) {
        List<Row> rows =
                values != null ? picked(narrowed(), after, skip + limit + 1) : scanned(after, skip + limit + 1);
        List<Row> rest = rows.subList(Math.min(skip, rows.size()), rows.size());
        if (rest.size() <= limit) {
            return new Page(List.copyOf(rest), null);
        }
        List<Row> page = List.copyOf(rest.subList(0, limit));
        if (page.isEmpty()) {
            return new Page(page, null);
        }
        Row last = page.get(limit - 1);
        return new Page(page, new SkipToken(order.key(last), last.id()));
    }

    /** How many rows pass the filter, counted up to a limit. */
    public long count(long limit) {
        Iterator<Row> rows = values != null ? narrowed() : all();
        long count = 0;
        while (rows.hasNext() && count < limit) {
            if (test.test(rows.next())) {
                count++;
            }
        }
        return count;
    }

    private Iterator<Row> all() {
        return leastStamp != null
                ? Rows.byIndex(table.byStamp(), null, leastStamp, false)
                : Rows.byId(table, null, false);
    }

    private Iterator<Row> narrowed() {
        Narrowing.Values wanted = java.util.Objects.requireNonNull(values);
        if (wanted.member().kind() == RowMember.Kind.ID) {
            List<UUID> ids = new ArrayList<>();
            wanted.values().forEach(id -> ids.add((UUID) id));
            return Rows.withIds(table, ids);
        }
        Column column = java.util.Objects.requireNonNull(wanted.member().column());
        List<Row> rows = new ArrayList<>();
        for (Object value : wanted.values()) {
            Rows.equal(table, column, value).forEachRemaining(rows::add);
        }
        return rows.iterator();
    }

    private List<Row> scanned(@Nullable SkipToken after, int limit) {
        Iterator<Row> rows = inOrder(after);
        if (rows == null) {
            return picked(all(), after, limit);
        }
        List<Row> page = new ArrayList<>(Math.min(limit, 5001));
        while (page.size() < limit && rows.hasNext()) {
            Row row = rows.next();
            if (test.test(row)) {
                page.add(row);
            }
        }
        return page;
    }

    /** The rows in the wanted order, if an index has it. */
    private @Nullable Iterator<Row> inOrder(@Nullable SkipToken after) {
        if (order.terms().isEmpty()) {
            return leastStamp == null ? Rows.byId(table, after == null ? null : after.id(), false) : null;
        }
        OrderBy.Term first = order.terms().get(0);
        boolean tail = order.terms().size() == 2
                && order.terms().get(1).member().kind() == RowMember.Kind.ID
                && !order.terms().get(1).descending();
        boolean single = order.terms().size() == 1;
        if ((!single && !tail) || first.descending()) {
            return null;
        }
        RowMember member = first.member();
        Rows.Place place = after == null ? null : new Rows.Place(after.key().get(0), after.id());
        return switch (member.kind()) {
            case ID -> Rows.byId(table, after == null ? null : after.id(), false);
            case STAMP -> Rows.byIndex(table.byStamp(), place, leastStamp, false);
            case COLUMN -> {
                RowIndex index = member.column() == null ? null : table.index(member.column());
                boolean usable = index != null && !index.isSparse() && !index.ignoresCase() && leastStamp == null;
                yield usable && index != null ? Rows.byIndex(index, place, null, false) : null;
            }
            case COMPUTED -> null;
        };
    }

    /** The first rows in the wanted order after the place, by a heap that never holds more than them. */
    private List<Row> picked(Iterator<Row> rows, @Nullable SkipToken after, int limit) {
        PriorityQueue<Row> best = new PriorityQueue<>(Collections.reverseOrder(order.comparator()));
        while (rows.hasNext()) {
            Row row = rows.next();
            if (test.test(row) && (after == null || order.isAfter(row, after))) {
                best.add(row);
                if (best.size() > limit) {
                    best.remove();
                }
            }
        }
        List<Row> sorted = new ArrayList<>(best);
        sorted.sort(order.comparator());
        return sorted;
    }
}
