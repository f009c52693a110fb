package io.koppel.odata;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.component.olingo4.api.Olingo4App;
import org.apache.camel.component.olingo4.api.Olingo4ResponseHandler;
import org.apache.camel.component.olingo4.api.batch.Olingo4BatchResponse;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.http.HttpStatusCode;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind the OData endpoints of routes: Koppel's own engine instead of Olingo's (camel-notes.md §2). Needs no
 * entity data model, so none is ever loaded.
 *
 * <ul>
 *   <li>{@code read/customers} answers {@link Pages}, fetched lazily; {@code read/customers(…)} answers a {@link Row}.
 *       Query options come from the endpoint ({@code ?$select=…}) and the header {@code CamelOlingo4.queryParams}, among
 *       them the {@link #PAGE_SIZE}, {@link #RESUME_AT} and {@link #TRACK_CHANGES} of a {@link ReadRequest}.
 *   <li>{@code uread/…} answers the bytes of {@code $metadata}.
 *   <li>{@code create}, {@code update}, {@code patch}, {@code merge}, {@code action} take a map or JSON text and answer
 *       {@link WriteResult.Written}; {@code delete} answers the status. A refusal is a {@link ServiceException}, a lost answer
 *       a {@link LostAnswerException}. {@code If-Match} and all other headers come from {@code
 *       CamelOlingo4.endpointHttpHeaders}.
 *   <li>{@code batch} takes a {@link Delivery} and answers what it says, or a list of {@link WriteOperation} and answers a
 *       list of {@link WriteResult}.
 * </ul>
 */
@SuppressWarnings("deprecation") // camel-olingo4 is deprecated as a whole; its endpoint syntax is what Koppel keeps
final class KoppelOlingo4App implements Olingo4App {
    /** Query option: rows in a page. */
    static final String PAGE_SIZE = "pageSize";
    /** Query option: a link to go on from. */
    static final String RESUME_AT = "resumeAt";
    /** Query option: {@code true} asks for a delta link. */
    static final String TRACK_CHANGES = "trackChanges";

    private final ODataService service;

    KoppelOlingo4App(ODataService service) {
        this.service = service;
    }

    @Override
    public String getServiceUri() {
        return service.settings().surfaces().get(0).baseUri().toString();
    }

    @Override
    public void setServiceUri(String serviceUri) {
        // The connection's settings say where the service is.
    }

    @Override
    public Map<String, String> getHttpHeaders() {
        return Map.of();
    }

    @Override
    public void setHttpHeaders(Map<String, String> httpHeaders) {
        // Headers come with each exchange.
    }

    @Override
    public String getContentType() {
        return "application/json";
    }

    @Override
    public void setContentType(String contentType) {
        // Both services speak JSON only.
    }

    @Override
    public void close() {
        // The service is shared by all endpoints and outlives each.
    }

    @Override
    public <T> void read(
            @Nullable Edm edm,
            String path,
            @Nullable Map<String, String> query,
            @Nullable Map<String, String> headers,
            Olingo4ResponseHandler<T> handler) {
        answer(handler, headers, calling -> {
            Map<String, String> options = query == null ? new HashMap<>() : new HashMap<>(query);
            if (path.endsWith(")")) {
                return calling.readOne(path, options)
                        .orElseThrow(() -> new ServiceException(
                                service.name(),
                                "GET " + path,
                                new ServiceError(ErrorClass.GONE, 404, "", "the row does not exist", null, null)));
            }
            Pages pages = calling.read(request(path, options));
            return query instanceof StoppableQuery stoppable ? stoppable.limit(pages) : pages;
        });
    }

    private static ReadRequest request(String path, Map<String, String> options) {
        String size = options.remove(PAGE_SIZE);
        boolean track = Boolean.parseBoolean(options.remove(TRACK_CHANGES));
        String resumeAt = options.remove(RESUME_AT);
        return new ReadRequest(path, options, size == null ? 0 : Integer.parseInt(size), track, resumeAt);
    }

    @Override
    public void uread(
            @Nullable Edm edm,
            String path,
            @Nullable Map<String, String> query,
            @Nullable Map<String, String> headers,
            Olingo4ResponseHandler<InputStream> handler) {
        answer(handler, headers, calling -> {
            if (!path.endsWith("$metadata")) {
                throw new IllegalArgumentException("uread answers $metadata only, found '" + path + "'; use read");
            }
            String surface =
                    path.substring(0, path.length() - "$metadata".length()).replace("/", "");
            return surface.isEmpty() ? calling.metadata() : calling.metadata(surface);
        });
    }

    @Override
    public void delete(
            String path, @Nullable Map<String, String> headers, Olingo4ResponseHandler<HttpStatusCode> handler) {
        answer(handler, headers, calling -> {
            WriteResult.Written written =
                    RouteWrites.write(calling, WriteOperation.Kind.DELETE, path, headers, Map.of());
            return HttpStatusCode.fromStatusCode(written.status());
        });
    }

    @Override
    public <T> void create(
            @Nullable Edm edm,
            String path,
            @Nullable Map<String, String> headers,
            Object data,
            Olingo4ResponseHandler<T> handler) {
        single(WriteOperation.Kind.CREATE, path, headers, data, handler);
    }

    @Override
    public <T> void update(
            @Nullable Edm edm,
            String path,
            @Nullable Map<String, String> headers,
            Object data,
            Olingo4ResponseHandler<T> handler) {
        single(WriteOperation.Kind.UPDATE, path, headers, data, handler);
    }

    @Override
    public <T> void patch(
            @Nullable Edm edm,
            String path,
            @Nullable Map<String, String> headers,
            Object data,
            Olingo4ResponseHandler<T> handler) {
        single(WriteOperation.Kind.UPDATE, path, headers, data, handler);
    }

    @Override
    public <T> void merge(
            @Nullable Edm edm,
            String path,
            @Nullable Map<String, String> headers,
            Object data,
            Olingo4ResponseHandler<T> handler) {
        single(WriteOperation.Kind.UPDATE, path, headers, data, handler);
    }

    @Override
    public <T> void action(
            @Nullable Edm edm,
            String path,
            @Nullable Map<String, String> headers,
            @Nullable Object data,
            Olingo4ResponseHandler<T> handler) {
        single(WriteOperation.Kind.ACTION, path, headers, data == null ? Map.of() : data, handler);
    }

    @Override
    public void batch(
            @Nullable Edm edm,
            @Nullable Map<String, String> headers,
            Object data,
            Olingo4ResponseHandler<List<Olingo4BatchResponse>> handler) {
        answer(handler, headers, calling -> {
            if (data instanceof Delivery delivery) {
                return delivery.deliverTo(calling);
            }
            if (data instanceof List<?> list && list.stream().allMatch(WriteOperation.class::isInstance)) {
                return calling.batch(
                        list.stream().map(WriteOperation.class::cast).toList(), false);
            }
            throw new IllegalArgumentException(service.name()
                    + ":batch: expected a Delivery or a list of WriteOperation as body, found "
                    + data.getClass().getName());
        });
    }

    private <T> void single(
            WriteOperation.Kind kind,
            String path,
            @Nullable Map<String, String> headers,
            Object data,
            Olingo4ResponseHandler<T> handler) {
        answer(handler, headers, calling -> RouteWrites.write(calling, kind, path, headers, data));
    }

    private interface Call {
        @Nullable
        Object on(ODataService service) throws IOException;
    }

    /** The handler decides what becomes of the exchange; an exception thrown past it would be taken for a bug. */
    @SuppressWarnings("unchecked") // the handler hands the answer on as the message body, whatever its type
    private void answer(Olingo4ResponseHandler<?> handler, @Nullable Map<String, String> headers, Call call) {
        Object answer;
        try {
            Map<String, String> extra = headers == null ? new HashMap<>() : new HashMap<>(headers);
            extra.keySet()
                    .removeIf(name -> name.equalsIgnoreCase("If-Match") || name.equalsIgnoreCase("If-None-Match"));
            answer = call.on(extra.isEmpty() ? service : service.withHeaders(extra));
        } catch (RuntimeException | IOException failed) {
            handler.onException(failed);
            return;
        }
        ((Olingo4ResponseHandler<@Nullable Object>) handler).onResponse(answer, Map.of());
    }
}
