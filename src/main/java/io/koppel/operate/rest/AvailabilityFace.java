package io.koppel.operate.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.koppel.operate.access.Role;
import io.koppel.sales.availability.AvailableItem;
import io.koppel.sales.availability.ItemAvailability;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * The OData service {@code ProductItemAvailability}: what is on hand of items that are coupled with products, for Sales to ask
 * while a quote is made (setup.md §6). Read-only, for accounts of the role availability; user name and web service access key
 * are the account's name and one of its tokens. Answers come from what the job has read, never from Business Central itself.
 */
public final class AvailabilityFace {
    private static final String SET = "ProductItemAvailability";
    /** Number of the table Item in Business Central. */
    private static final int ITEM_TABLE = 27;

    private static final int PER_SECOND = 1000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ItemAvailability items;
    private final Gate gate;
    private final String company;
    private final RateLimit limit;

    public AvailabilityFace(ItemAvailability items, Gate gate, String company) {
        this(items, gate, company, new RateLimit(PER_SECOND, System::nanoTime));
    }

    AvailabilityFace(ItemAvailability items, Gate gate, String company, RateLimit limit) {
        this.items = items;
        this.gate = gate;
        this.company = company;
        this.limit = limit;
    }

    /** Adds the address. */
    public void mount(Router router) {
        router.routeWithRegex("/ODataV4/.*")
                .handler(this::limited)
                .handler(gate.require(Role.AVAILABILITY))
                .handler(this::answer);
    }

    private void limited(RoutingContext context) {
        if (limit.admits()) {
            context.next();
        } else {
            context.response().putHeader("Retry-After", "1");
            refuse(context, 429, "TooManyRequests", "more than " + PER_SECOND + " requests a second");
        }
    }

    private void answer(RoutingContext context) {
        String path = context.normalizedPath().replace("%27", "'").replace("%20", " ");
        String base = "/ODataV4/Company('" + company + "')/" + SET;
        if (!path.equals(base) && !path.startsWith(base + "(")) {
            refuse(context, 404, "BadRequest_ResourceNotFound", "served is " + base);
        } else if (!HttpMethod.GET.equals(context.request().method())) {
            refuse(context, 405, "BadRequest_MethodNotAllowed", SET + " is read-only");
        } else {
            context.vertx()
                    .executeBlocking(() -> body(context, path.substring(base.length())), false)
                    .onSuccess(body -> send(context, body))
                    .onFailure(failure -> {
                        if (failure instanceof IllegalArgumentException) {
                            refuse(context, 400, "BadRequest", String.valueOf(failure.getMessage()));
                        } else {
                            context.fail(failure);
                        }
                    });
        }
    }

    /** The body; an empty one for a product that is not known. */
    private ObjectNode body(RoutingContext context, String key) {
        if (!key.isEmpty()) {
            List<AvailableItem> found = items.ofProducts(List.of(UUID.fromString(key.substring(1, key.length() - 1))));
            return found.isEmpty() ? JSON.createObjectNode() : row(JSON.createObjectNode(), found.get(0));
        }
        AvailabilityQuery query = AvailabilityQuery.of(
                context.request().getParam("$filter"), context.request().getParam("$top"));
        String after = context.request().getParam("$skiptoken");
        List<AvailableItem> rows = !query.products().isEmpty()
                ? items.ofProducts(query.products())
                : !query.numbers().isEmpty()
                        ? items.ofNumbers(query.numbers())
                        : items.page(after == null ? "" : after, query.top());
        ObjectNode body = JSON.createObjectNode();
        body.put("@odata.context", address(context) + "$metadata#Company('" + company + "')/" + SET);
        ArrayNode value = body.putArray("value");
        rows.stream().limit(query.top()).forEach(item -> row(value.addObject(), item));
        boolean whole = query.products().isEmpty() && query.numbers().isEmpty();
        if (whole && query.top() == AvailabilityQuery.PAGE && rows.size() == AvailabilityQuery.PAGE) {
            body.put(
                    "@odata.nextLink",
                    address(context) + "Company('" + company + "')/" + SET + "?$skiptoken="
                            + URLEncoder.encode(rows.get(rows.size() - 1).number(), StandardCharsets.UTF_8));
        }
        return body;
    }

    private static String address(RoutingContext context) {
        String uri = context.request().absoluteURI();
        return uri.substring(0, uri.indexOf("/ODataV4/") + "/ODataV4/".length());
    }

    private static ObjectNode row(ObjectNode row, AvailableItem item) {
        row.put("CRM_ID", item.product().toString());
        row.put("Integration_ID", item.item().toString());
        row.put("Table_ID", ITEM_TABLE);
        row.put("ItemNo", item.number());
        row.put("UOM", item.unit());
        row.put("Inventory", item.inventory().max(BigDecimal.ZERO));
        return row;
    }

    private static void send(RoutingContext context, ObjectNode body) {
        if (body.isEmpty()) {
            refuse(context, 404, "BadRequest_NotFound", "no coupled item has that product");
            return;
        }
        context.response()
                .putHeader("Content-Type", "application/json; odata.metadata=minimal; charset=utf-8")
                .putHeader("OData-Version", "4.0")
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(body.toString());
    }

    private static void refuse(RoutingContext context, int status, String code, String message) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("error").put("code", code).put("message", message);
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .end(body.toString());
    }
}
