package io.koppel.operate;

import io.koppel.mapping.TableMapping;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where people open a record: Business Central's web client and Dataverse's app, by their documented addresses. Both are
 * derived from the addresses of the services; those of an own installation of Business Central tell nothing about its web
 * client, so there it has no link.
 */
public final class RecordLinks {
    private static final Pattern CLOUD =
            Pattern.compile("https://api\\.businesscentral\\.dynamics\\.com/v2\\.0/([^/]+)/([^/]+).*");

    /** Pages of the web client that show one record, and the field they are filtered by. */
    private static final Map<String, Card> CARDS = Map.ofEntries(
            Map.entry("customers", new Card(21, "No.")),
            Map.entry("vendors", new Card(26, "No.")),
            Map.entry("items", new Card(30, "No.")),
            Map.entry("resources", new Card(76, "No.")),
            Map.entry("contacts", new Card(5050, "No.")),
            Map.entry("salespeople", new Card(5116, "Code")),
            Map.entry("salespersons", new Card(5116, "Code")),
            Map.entry("opportunities", new Card(5124, "No.")),
            Map.entry("salesOrders", new Card(42, "No.")),
            Map.entry("salesQuotes", new Card(41, "No.")),
            Map.entry("salesInvoices", new Card(132, "No.")),
            Map.entry("postedSalesInvoices", new Card(132, "No.")));

    private record Card(int page, String field) {}

    private final Mappings mappings;
    private final @Nullable String webClient;
    private final String company;
    private final @Nullable String app;

    private RecordLinks(Mappings mappings, @Nullable String webClient, String company, @Nullable String app) {
        this.mappings = mappings;
        this.webClient = webClient;
        this.company = company;
        this.app = app;
    }

    /** From the addresses of the services. */
    static RecordLinks of(Mappings mappings, ConnectionOperations connection) {
        String webClient = null;
        String company = "";
        String app = null;
        for (ConnectionOperations.ConnectionView view : connection.show().value()) {
            if (view.service().equals("Dataverse")) {
                app = origin(view.url());
            } else {
                Matcher cloud = CLOUD.matcher(view.url().toString());
                webClient = cloud.matches()
                        ? "https://businesscentral.dynamics.com/" + cloud.group(1) + "/" + cloud.group(2) + "/"
                        : null;
                company = String.valueOf(view.company());
            }
        }
        return new RecordLinks(mappings, webClient, company, app);
    }

    private static String origin(URI url) {
        return url.getScheme() + "://" + url.getRawAuthority();
    }

    /** The record's card in Business Central's web client; empty if there is none, or its number is not known. */
    public Optional<String> businessCentral(String mappingId, @Nullable String number) {
        TableMapping mapping = mappings.require(mappingId);
        Card card = CARDS.get(mapping.businessCentral().entitySet());
        return webClient == null || card == null || number == null
                ? Optional.empty()
                : Optional.of(webClient + "?company=" + encode(company) + "&page=" + card.page() + "&filter="
                        + encode("'" + card.field() + "' IS '" + number.replace("'", "''") + "'"));
    }

    /** The row's form in Dataverse's app; empty for the options of a choice column, which have none. */
    public Optional<String> dataverse(String mappingId, @Nullable UUID id) {
        TableMapping mapping = mappings.require(mappingId);
        return app == null || id == null || mapping.dataverse().isChoice()
                ? Optional.empty()
                : Optional.of(app + "/main.aspx?pagetype=entityrecord&etn="
                        + encode(mapping.dataverse().table()) + "&id=" + id);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
