package io.koppel.sync;

import io.koppel.coupling.CouplingCounts;
import io.koppel.coupling.DeltaLinks;
import io.koppel.mapping.Side;
import io.koppel.odata.ODataService;
import io.koppel.odata.Page;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.ServiceException;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What Dataverse tells of deleted rows since the last search, by change tracking (dataverse-web-api.md §7): what has changed is
 * asked for, not every coupled record. A first link costs one read of the keys of the whole table, which is made only if that
 * takes no more requests than asking for the coupled ones. A link lives seven days by default; where it has expired, or the
 * table is not tracked, the search asks for all ids as before.
 */
final class ToldDeletions {
    /** Rows of a page of keys: as many as Dataverse gives. */
    private static final int PAGE = 5_000;

    private final Engine engine;
    private final DeltaLinks links;

    ToldDeletions(Engine engine) {
        this.engine = engine;
        this.links = new DeltaLinks(engine.database());
    }

    /**
     * An answer.
     *
     * @param deleted ids of the rows deleted since the last search; null if all ids have to be asked for
     * @param link where the next search starts, null if there is none
     */
    record Told(@Nullable Set<UUID> deleted, @Nullable String link, long requests) {}

    /** Asks; the link is not kept before {@link #keep}, as what it tells is told once only. */
    Told ask(Pass pass) {
        int scope = pass.runtime().scope();
        String link = links.of(scope).orElse(null);
        if (link != null) {
            try {
                return since(pass, link);
            } catch (ServiceException expired) {
                if (passes(expired)) {
                    throw expired;
                }
                links.remove(scope);
            }
        }
        CouplingCounts counts = engine.couplings().counts(scope);
        return first(pass, 1 + counts.all() / Sweep.BLOCK);
    }

    /** Keeps where the next search starts, once everything told was dealt with. */
    void keep(Pass pass, Told told) {
        if (told.link() != null) {
            links.put(pass.runtime().scope(), told.link(), engine.now());
        }
    }

    private Told since(Pass pass, String link) {
        Set<UUID> deleted = new HashSet<>();
        long requests = 0;
        String next = link;
        while (true) {
            Page page = service().readPage(request(pass).from(next));
            requests++;
            page.deletedIds().forEach(id -> deleted.add(UUID.fromString(id)));
            if (page.nextLink() == null) {
                return new Told(deleted, page.deltaLink() == null ? link : page.deltaLink(), requests);
            }
            next = page.nextLink();
        }
    }

    /** Reads on to the link at the end of the table, unless that takes too long. */
    private Told first(Pass pass, long mostRequests) {
        String next = null;
        for (long requests = 1; requests <= mostRequests; requests++) {
            Page page;
            try {
                page = service()
                        .readPage(next == null ? request(pass) : request(pass).from(next));
            } catch (ServiceException untracked) {
                if (passes(untracked)) {
                    throw untracked;
                }
                return new Told(null, null, requests);
            }
            if (page.nextLink() == null) {
                return new Told(null, page.deltaLink(), requests);
            }
            next = page.nextLink();
        }
        return new Told(null, null, mostRequests);
    }

    private static boolean passes(ServiceException e) {
        return switch (e.error().kind()) {
            case TRANSIENT, THROTTLED -> true;
            default -> false;
        };
    }

    private ODataService service() {
        return engine.services().dataverse();
    }

    private static ReadRequest request(Pass pass) {
        Records records = pass.runtime().records();
        return ReadRequest.of(records.path(Side.DATAVERSE))
                .with("$select", records.keyColumn(Side.DATAVERSE))
                .withPageSize(PAGE)
                .tracked();
    }
}
