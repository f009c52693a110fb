package io.koppel.operate;

import io.koppel.mapping.TableMapping;
import io.koppel.odata.ODataService;
import io.koppel.sync.Services;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where people see a record in its own system. Sales takes the table's logical name and the id (scenario MG-04); Business Central
 * takes the number of a page and a filter on the record's number. Neither service is asked.
 */
public final class RecordLinks {
    private static final String API_HOST = "api.businesscentral.dynamics.com";
    private static final String WEB_HOST = "businesscentral.dynamics.com";

    private final Services services;
    private final String company;

    /** @param company name of the company */
    public RecordLinks(Services services, String company) {
        this.services = services;
        this.company = company;
    }

    private static URI base(ODataService service) {
        return service.settings().surfaces().get(0).batchUri();
    }

    /** The row's form in Sales; null for the choices of a column, which have none. */
    public @Nullable URI dataverse(TableMapping mapping, UUID id) {
        return mapping.dataverse().isChoice() ? null : row(mapping.dataverse().table(), id);
    }

    /** The form of a row in Sales, by its table's logical name. */
    public URI row(String table, UUID id) {
        return base(services.dataverse()).resolve("/main.aspx?pagetype=entityrecord&etn=" + table + "&id=" + id);
    }

    /** The record's page in Business Central; null for tables whose page is not known. */
    public @Nullable URI businessCentral(TableMapping mapping, String number) {
        BusinessCentralPage page =
                BusinessCentralPage.of(mapping.businessCentral().entitySet());
        if (page == null) {
            return null;
        }
        String filter = "'" + page.field() + "' IS '" + number + "'";
        return URI.create(
                client() + "?company=" + encoded(company) + "&page=" + page.number() + "&filter=" + encoded(filter));
    }

    /** The web client lies beside the API: another host on line, the same one elsewhere; the environment is the same. */
    private String client() {
        URI businessCentral = base(services.businessCentral());
        String host = businessCentral.getHost();
        String authority = API_HOST.equals(host) ? WEB_HOST : businessCentral.getAuthority();
        String path = businessCentral.getPath().toLowerCase(Locale.ROOT);
        int end = path.indexOf("/api/");
        String environment =
                end < 0 ? businessCentral.getPath() : businessCentral.getPath().substring(0, end);
        return businessCentral.getScheme() + "://" + authority + environment.replaceFirst("^/v2\\.0", "") + "/";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
