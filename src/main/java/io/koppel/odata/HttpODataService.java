package io.koppel.odata;

import java.io.InputStream;
import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One remote service over HTTP; puts the parts of this package together. */
final class HttpODataService implements ODataService {
    private final ConnectionSettings settings;
    private final ServiceChannel channel;
    private final ExecutorService ahead;
    private final Map<String, String> extra;
    private final ResourceAddresses addresses;
    private final PageReader pages;
    private final BatchSender batches;
    private final ChangeSetSender changeSets;
    private final BulkSender bulk;
    private final IdReader ids;
    private final SingleSender single;
    private final BulkExperience experience;

    HttpODataService(ConnectionSettings settings, ServiceChannel channel, ExecutorService ahead) {
        this(settings, channel, ahead, Map.of(), new BulkExperience());
    }

    private HttpODataService(
            ConnectionSettings settings,
            ServiceChannel channel,
            ExecutorService ahead,
            Map<String, String> extra,
            BulkExperience experience) {
        this.settings = settings;
        this.channel = channel;
        this.ahead = ahead;
        this.extra = extra;
        addresses = new ResourceAddresses(settings.name(), settings.surfaces());
        pages = new PageReader(settings, channel, addresses);
        batches = new BatchSender(settings, channel, addresses);
        changeSets = new ChangeSetSender(settings, channel, addresses);
        single = new SingleSender(settings, channel, addresses);
        bulk = new BulkSender(settings, single, batches, experience);
        ids = new IdReader(settings, channel, addresses, batches, pages);
        this.experience = experience;
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public ServiceKind kind() {
        return settings.kind();
    }

    @Override
    public ConnectionSettings settings() {
        return settings;
    }

    @Override
    public BudgetUse budget() {
        return channel.budget();
    }

    @Override
    public ODataService withHeaders(Map<String, String> headers) {
        Map<String, String> more = new LinkedHashMap<>(extra);
        headers.forEach((name, value) -> {
            if (name.equalsIgnoreCase("Authorization") || name.equalsIgnoreCase("Host")) {
                throw new IllegalArgumentException(
                        name() + ": header " + name + " is the connection's own; change its settings instead");
            }
            more.put(name, value);
        });
        return new HttpODataService(settings, channel, ahead, Map.copyOf(more), experience);
    }

    @Override
    public Pages read(ReadRequest request) {
        return new LazyPages(request, this::readPage, ahead);
    }

    @Override
    public Page readPage(ReadRequest request) {
        return pages.read(request, extra);
    }

    @Override
    public Optional<Row> readOne(String path, Map<String, String> query) {
        try {
            return Optional.of(pages.row(path, query, extra));
        } catch (ServiceException refused) {
            if (refused.error().kind() == ErrorClass.GONE) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    @Override
    public Page readByIds(String entitySet, String keyColumn, Collection<String> keys, Map<String, String> query) {
        return ids.read(entitySet, keyColumn, keys, query, extra);
    }

    @Override
    public void watch(RequestWatch watch) {
        channel.watch(watch);
    }

    @Override
    public void onlyWhile(BooleanSupplier allowed, String reason) {
        channel.onlyWhile(allowed, reason);
    }

    @Override
    public WriteResult write(WriteOperation operation) {
        return single.send(operation, extra);
    }

    @Override
    public List<WriteResult> batch(List<WriteOperation> all, boolean allOrNothing) {
        return batches.send(all, allOrNothing, extra);
    }

    @Override
    public List<List<WriteResult>> changeSets(List<List<WriteOperation>> transactions) {
        return changeSets.send(transactions, extra);
    }

    @Override
    public List<WriteResult> createMultiple(
            String entitySet, String typeName, List<Map<String, @Nullable Object>> rows) {
        return bulk.send(BulkSender.Message.CREATE, entitySet, typeName, rows, extra);
    }

    @Override
    public List<WriteResult> updateMultiple(
            String entitySet, String typeName, List<Map<String, @Nullable Object>> rows) {
        return bulk.send(BulkSender.Message.UPDATE, entitySet, typeName, rows, extra);
    }

    @Override
    public InputStream metadata() {
        return metadata(settings.surfaces().get(0));
    }

    @Override
    public InputStream metadata(String surface) {
        return metadata(addresses.surface(surface));
    }

    private InputStream metadata(Surface surface) {
        URI address = surface.batchUri().resolve("$metadata");
        return channel.read(
                OutgoingRequest.get(address, Map.of("Accept", "application/xml")), extra, HttpResponseValue::content);
    }

    @Override
    public RequestCounts requests() {
        return channel.counts();
    }

    @Override
    public void close() {
        ahead.shutdown();
    }
}
