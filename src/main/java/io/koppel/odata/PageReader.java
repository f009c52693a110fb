package io.koppel.odata;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one page: asks in the service's words, and never follows a link off the service. */
final class PageReader {
    private final ConnectionSettings settings;
    private final ServiceChannel channel;
    private final ResourceAddresses addresses;

    PageReader(ConnectionSettings settings, ServiceChannel channel, ResourceAddresses addresses) {
        this.settings = settings;
        this.channel = channel;
        this.addresses = addresses;
    }

    /** As {@link ODataService#readPage}. */
    Page read(ReadRequest request, Map<String, String> extra) {
        String link = request.resumeAt();
        URI address = link == null ? addresses.address(request.path(), request.query()) : addresses.link(link);
        Page page = channel.read(
                OutgoingRequest.get(address, prefer(request)),
                extra,
                response -> JsonRows.page(response, told(response)));
        if (page.nextLink() == null) {
            return page;
        }
        String next = addresses.link(absolute(address, page.nextLink())).toString();
        return new Page(page.rows(), next, page.deltaLink(), page.count(), page.deletedIds(), page.serverTime());
    }

    /** Watermarks are held against it, so it must never be our own clock's. */
    private static Instant told(HttpResponseValue response) {
        Instant told = HttpDates.parse(response.header("date"));
        return told == null ? Instant.EPOCH : told;
    }

    private static String absolute(URI address, String link) {
        return address.resolve(ResourceAddresses.escape(link)).toString();
    }

    private Map<String, String> prefer(ReadRequest request) {
        boolean dataverse = settings.kind() == ServiceKind.DATAVERSE;
        StringBuilder prefer = new StringBuilder();
        // Dataverse ignores $top when a page size is sent (dataverse-web-api.md §5.1).
        if (!(dataverse && request.query().containsKey("$top"))) {
            int size = request.pageSize() > 0
                    ? request.pageSize()
                    : settings.throughput().pageSize();
            prefer.append("odata.maxpagesize=").append(Math.min(size, ConnectionSettings.maximumPage(settings.kind())));
        }
        if (request.trackChanges()) {
            prefer.append(prefer.length() == 0 ? "" : ",").append("odata.track-changes");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        if (prefer.length() > 0) {
            headers.put("Prefer", prefer.toString());
        }
        return headers;
    }

    /** Reads one row as the service sends it. */
    Row row(String path, Map<String, String> query, Map<String, String> extra) {
        OutgoingRequest request = OutgoingRequest.get(addresses.address(path, query), Map.of());
        return channel.read(request, extra, response -> {
            Map<String, @Nullable Object> body = JsonRows.object(response);
            if (body.isEmpty()) {
                throw new IOException("an empty body");
            }
            Row row = WriteResults.row(body);
            return row.etag() != null ? row : new Row(response.header("etag"), row.values());
        });
    }
}
