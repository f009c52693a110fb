package io.koppel.sales.timeline;

import io.koppel.odata.ODataService;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import io.koppel.odata.ServiceError;
import io.koppel.odata.ServiceException;
import io.koppel.odata.WriteOperation;
import io.koppel.odata.WriteResult;
import io.koppel.sync.Engine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes posts under the ids they have had since they were noted, and switches posts of orders on where they are off. */
final class PostWriter {
    /** A post of a program, and of the kind Status (table-mappings.md §10). */
    private static final int AUTOMATIC = 1;

    private static final int STATUS = 7;

    /** What binds a post to its order where the organization's metadata does not say (dataverse-web-api.md §11.6). */
    private static final String USUAL_BINDING = "regardingobjectid_salesorder";

    private final String binding;

    PostWriter(Engine engine) {
        this.binding = binding(engine);
    }

    private static String binding(Engine engine) {
        var model = engine.models().dataverse();
        var posts = model == null ? null : model.table("posts");
        if (posts == null) {
            return USUAL_BINDING;
        }
        return posts.navigations().values().stream()
                .filter(navigation -> !navigation.collection()
                        && navigation.targetType().endsWith("salesorder")
                        && navigation.name().startsWith("regardingobjectid"))
                .map(navigation -> navigation.name())
                .findFirst()
                .orElse(USUAL_BINDING);
    }

    List<WriteResult> send(List<OrderEvent> events, ODataService service) {
        List<WriteResult> results =
                service.batch(events.stream().map(this::post).toList(), false);
        boolean off = results.stream().anyMatch(PostWriter::isSwitchedOff);
        return off && switchOn(service)
                ? service.batch(events.stream().map(this::post).toList(), false)
                : results;
    }

    private WriteOperation post(OrderEvent event) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("postid", event.post().toString());
        body.put("text", event.text());
        body.put("source", AUTOMATIC);
        body.put("type", STATUS);
        body.put(binding + "@odata.bind", "/salesorders(" + event.order() + ")");
        return WriteOperation.create("posts", body);
    }

    /** The refusal of a plug-in: that of the feed, where posts are not enabled for the table. */
    private static boolean isSwitchedOff(WriteResult result) {
        return result instanceof WriteResult.Refused refused
                && refused.error().code().equals("0x80040265");
    }

    /** Whether posts of orders were off, and are on now. */
    private static boolean switchOn(ODataService service) {
        try {
            List<Row> rows = service.readPage(ReadRequest.of("msdyn_postconfigs")
                            .with("$select", "msdyn_postconfigid,msdyn_configurewall,statecode")
                            .with("$filter", "msdyn_entityname eq 'salesorder'"))
                    .rows();
            for (Row row : rows) {
                boolean active = row.get("statecode") instanceof Number state && state.intValue() == 0;
                if (active && Boolean.TRUE.equals(row.get("msdyn_configurewall"))) {
                    return false;
                }
                Map<String, @Nullable Object> on = new LinkedHashMap<>();
                on.put("statecode", 0);
                on.put("statuscode", 1);
                on.put("msdyn_configurewall", true);
                String path = "msdyn_postconfigs(" + row.text("msdyn_postconfigid") + ")";
                return service.write(WriteOperation.update(path, on, "*")) instanceof WriteResult.Written;
            }
            return false;
        } catch (ServiceException e) {
            ServiceError error = e.error();
            if (error.status() == 404 || error.status() == 403) {
                return false; // no such table, or none of Koppel's business: the posts' own refusal is what counts
            }
            throw e;
        }
    }
}
