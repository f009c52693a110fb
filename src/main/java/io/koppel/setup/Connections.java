package io.koppel.setup;

import io.koppel.metadata.ServiceModel;
import io.koppel.odata.BusinessCentralAddresses;
import io.koppel.odata.ConnectionSettings;
import io.koppel.odata.ODataService;
import io.koppel.odata.ODataServices;
import io.koppel.odata.Page;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import io.koppel.odata.ServiceException;
import io.koppel.odata.Surface;
import io.koppel.sync.CompanyRow;
import io.koppel.sync.ServiceModels;
import io.koppel.sync.Services;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Both services, found to answer, with what they say about themselves and the company. */
public final class Connections implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
    private static final Duration FIRST_PATIENCE = Duration.ofSeconds(30);

    private final Services services;
    private final CompanyRow company;
    private final ServiceModels models;

    private Connections(Services services, CompanyRow company, ServiceModels models) {
        this.services = services;
        this.company = company;
        this.models = models;
    }

    /**
     * Signs in to both services and asks what every pass needs to know.
     *
     * @throws ConnectionException if a service cannot be reached, refuses the credential, or has no such company
     */
    public static Connections open(Settings settings) {
        String companyId = companyId(settings);
        ODataService businessCentral =
                ODataServices.open(settings.requireBusinessCentral().businessCentral(companyId, settings.company()));
        ConnectionSettings dataverseSettings = settings.requireDataverse().dataverse();
        CompanyRow company = company(businessCentral, dataverseSettings, settings.company(), companyId);
        Services services = new Services(businessCentral, ODataServices.open(dataverseSettings));
        return new Connections(services, company, models(services, RouteFiles.customApis(settings)));
    }

    private static CompanyRow company(
            ODataService businessCentral, ConnectionSettings dataverse, String name, String companyId) {
        ConnectionSettings impatient = dataverse.withPatience(FIRST_PATIENCE, 1);
        try (ODataService service = ODataServices.open(impatient)) {
            return company(businessCentral, service, name, companyId);
        } catch (ServiceException e) {
            throw ConnectionFault.explain(impatient, e);
        }
    }

    /**
     * What both services say of the company. Its row in Dataverse is the one whose {@code bcbi_externalid} is the company's id
     * (setup.md, company); it is looked up once and holds until the connections are opened anew.
     *
     * @param name of the company in Business Central
     */
    public static CompanyRow company(
            ODataService businessCentral, ODataService dataverse, String name, String companyId) {
        String user = dataverse
                .readOne("WhoAmI", Map.of())
                .map(row -> row.text("UserId"))
                .orElse(null);
        Optional<Row> row = companyRow(dataverse, companyId);
        return new CompanyRow(
                name,
                companyId,
                row.map(own -> own.text("bcbi_companyid")).orElse(null),
                row.map(own -> own.text("_bcbi_defaultowningteam_value")).orElse(null),
                localCurrency(businessCentral),
                null,
                user);
    }

    /** Asked with little patience: at the start a person waits for the answer. */
    static String companyId(Settings settings) {
        ConnectionSettings connection = settings.requireBusinessCentral()
                .businessCentral("00000000-0000-0000-0000-000000000000", settings.company())
                .withPatience(FIRST_PATIENCE, 1);
        Surface root = BusinessCentralAddresses.withoutCompany(
                settings.requireBusinessCentral().url());
        ConnectionSettings above = connection.withSurfaces(List.of(root));
        try (ODataService service = ODataServices.open(above)) {
            Page page = service.readPage(ReadRequest.of("companies"));
            Optional<Row> found = page.rows().stream()
                    .filter(row -> settings.company().equals(row.text("name")))
                    .findFirst();
            return found.map(row -> row.text("id")).orElseThrow(() -> unknownCompany(settings, page));
        } catch (ServiceException e) {
            throw ConnectionFault.explain(above, e);
        }
    }

    private static ConnectionException unknownCompany(Settings settings, Page page) {
        return new ConnectionException("Business Central has no company '" + settings.company()
                + "'; set koppel.bc.company to one of "
                + String.join(
                        ", ",
                        page.rows().stream()
                                .map(row -> String.valueOf(row.text("name")))
                                .toList()));
    }

    /** Signs in to Dataverse; returns when it answered. */
    static void signIn(Settings settings) {
        ConnectionSettings impatient = settings.requireDataverse().dataverse().withPatience(FIRST_PATIENCE, 1);
        try (ODataService service = ODataServices.open(impatient)) {
            service.readOne("WhoAmI", Map.of());
        } catch (ServiceException e) {
            throw ConnectionFault.explain(impatient, e);
        }
    }

    /** Empty where the base solution is not installed or does not know this company (table-mappings.md §3). */
    private static Optional<Row> companyRow(ODataService service, String companyId) {
        try {
            Page page = service.readPage(ReadRequest.of("bcbi_companies"));
            return page.rows().stream()
                    .filter(row -> companyId.equalsIgnoreCase(withoutBraces(row.text("bcbi_externalid"))))
                    .findFirst();
        } catch (ServiceException e) {
            if (e.error().status() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static String localCurrency(ODataService businessCentral) {
        try {
            return first(businessCentral, "generalLedgerSetup", "localCurrencyCode")
                    .or(() -> first(businessCentral, Surface.PAGES + "/GeneralLedgerSetup", "LCY_Code"))
                    .orElseThrow(() -> new ConnectionException(
                            "Business Central does not tell its local currency: neither the companion extension nor the"
                                    + " published page GeneralLedgerSetup answers; install or publish one of them"));
        } catch (ServiceException e) {
            throw ConnectionFault.explain(businessCentral.settings(), e);
        }
    }

    /** Empty where the set does not exist: a company may have the companion extension or the published page. */
    private static Optional<String> first(ODataService service, String set, String column) {
        try {
            return service.readPage(ReadRequest.of(set)).rows().stream()
                    .findFirst()
                    .map(row -> row.text(column));
        } catch (ServiceException e) {
            if (e.error().status() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static ServiceModels models(Services services, Set<String> customApis) {
        Map<String, ServiceModel> businessCentral = new LinkedHashMap<>();
        for (Surface surface : services.businessCentral().settings().surfaces()) {
            ServiceModel model = model(services.businessCentral(), surface.name());
            if (model != null) {
                businessCentral.put(surface.name(), model);
            }
        }
        for (String api : customApis) {
            ServiceModel model = model(services.businessCentral(), api);
            if (model != null) {
                businessCentral.put(api, model);
            }
        }
        return new ServiceModels(businessCentral, model(services.dataverse(), ""));
    }

    /** A surface that is not there is no mistake: mappings that need it are told so when they are checked. */
    private static @Nullable ServiceModel model(ODataService service, String surface) {
        try (InputStream metadata = surface.isEmpty() ? service.metadata() : service.metadata(surface)) {
            return ServiceModel.parse(metadata);
        } catch (ServiceException | IOException | IllegalArgumentException e) {
            LOG.info("{} {} has no metadata to read: {}", service.name(), surface, e.getMessage());
            return null;
        }
    }

    private static String withoutBraces(@Nullable String id) {
        return id == null ? "" : id.replace("{", "").replace("}", "");
    }

    /** The two services. */
    public Services services() {
        return services;
    }

    /** The company as both know it. */
    public CompanyRow company() {
        return company;
    }

    /** Their metadata. */
    public ServiceModels models() {
        return models;
    }

    @Override
    public void close() {
        services.businessCentral().close();
        services.dataverse().close();
    }
}
