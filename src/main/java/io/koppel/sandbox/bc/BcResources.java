package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.Transaction;
import io.koppel.sandbox.http.Exchange;
import io.koppel.sandbox.http.SandboxResponse;
import org.jspecify.annotations.Nullable;

/** What an address within the company means: a set, a row, what a row leads to (business-central-api.md §2, §5, §6, §13). */
final class BcResources {
    private final BcData data;
    private final BcReads reads;
    private final BcWrites writes;

    BcResources(BcData data) {
        this.data = data;
        reads = new BcReads(data);
        writes = new BcWrites(data, reads);
    }

    SandboxResponse read(Exchange exchange, EntitySet set, BcPath path) {
        String key = path.get(0).key();
        String then = path.size() > 1 ? path.get(1).name() : "";
        if (key == null) {
            return then.equals("$count") ? reads.count(exchange, set, null) : reads.page(exchange, set, null);
        }
        Row row = row(set, key, false);
        return then.isEmpty() ? reads.row(exchange, set, row, 200) : followed(exchange, set, row, path);
    }

    private SandboxResponse followed(Exchange exchange, EntitySet set, Row row, BcPath path) {
        BcPath.Segment segment = path.get(1);
        Navigation navigation = navigation(set, segment);
        EntitySet to = target(set, navigation);
        if (!navigation.many()) {
            Row found = data.byKey(to.table().name(), set.table().text(row, navigation.field()));
            if (found == null) {
                throw BcException.notFound();
            }
            return reads.row(exchange, to, found, 200);
        }
        Within within = new Within(to.table().field(navigation.field()), navigation.link(set, row));
        if (segment.key() != null) {
            return reads.row(exchange, to, row(to, segment.key(), false), 200);
        }
        boolean count = path.size() > 2 && path.get(2).name().equals("$count");
        return count ? reads.count(exchange, to, within) : reads.page(exchange, to, within);
    }

    SandboxResponse write(Exchange exchange, EntitySet set, BcPath path, Transaction transaction) {
        String method = exchange.request().method();
        BcPath.Segment first = path.get(0);
        if (path.size() == 1) {
            return write(exchange, set, first.key(), transaction);
        }
        BcPath.Segment second = path.get(1);
        if (first.key() == null || path.size() > 2) {
            throw BcException.methodNotAllowed(second.name(), method);
        }
        Row parent = row(set, first.key(), true);
        if (second.name().startsWith(BcActions.NAMESPACE) && method.equals("POST")) {
            String action = second.name().substring(BcActions.NAMESPACE.length());
            return new BcActions(data).run(exchange, set, parent, action, transaction);
        }
        Navigation navigation = navigation(set, second);
        if (!navigation.many()) {
            throw BcException.methodNotAllowed(second.name(), method);
        }
        EntitySet to = target(set, navigation);
        if (method.equals("POST") && second.key() == null) {
            return writes.create(
                    exchange, to, new BcWrites.Parent(navigation, navigation.link(set, parent)), transaction);
        }
        return write(exchange, to, second.key(), transaction);
    }

    private SandboxResponse write(Exchange exchange, EntitySet set, @Nullable String key, Transaction transaction) {
        return switch (exchange.request().method()) {
            case "POST" -> {
                if (key != null) {
                    throw BcException.methodNotAllowed(set.name(), "POST on a row");
                }
                yield writes.create(exchange, set, null, transaction);
            }
            case "PATCH" -> writes.update(exchange, set, needed(set, key), transaction);
            case "DELETE" -> writes.delete(exchange, set, needed(set, key), transaction);
            default ->
                throw BcException.methodNotAllowed(
                        set.name(), exchange.request().method());
        };
    }

    private static String needed(EntitySet set, @Nullable String key) {
        if (key == null) {
            throw BcException.methodNotAllowed(set.name(), "a change without a key");
        }
        return key;
    }

    private static Row row(EntitySet set, String key, boolean forWrite) {
        Row row = RowKeys.find(set, key, forWrite);
        if (row == null) {
            throw BcException.notFound();
        }
        return row;
    }

    private static Navigation navigation(EntitySet set, BcPath.Segment segment) {
        Navigation navigation = set.navigations().get(segment.name());
        if (navigation == null) {
            throw BcException.noSuchSet(segment.name());
        }
        return navigation;
    }

    private EntitySet target(EntitySet set, Navigation navigation) {
        EntitySet target = data.model().set(set.surface(), navigation.target());
        if (target == null) {
            throw BcException.noSuchSet(navigation.name());
        }
        return target;
    }
}
