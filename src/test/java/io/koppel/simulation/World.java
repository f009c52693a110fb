package io.koppel.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.koppel.mapping.Models;
import io.koppel.mapping.OrderModel;
import io.koppel.mapping.Ownership;
import io.koppel.mapping.TableMapping;
import io.koppel.mapping.TableMappings;
import io.koppel.mapping.file.MappingFiles;
import io.koppel.metadata.ServiceModel;
import io.koppel.odata.ConnectionSettings;
import io.koppel.odata.HttpRequestValue;
import io.koppel.odata.JavaNetTransport;
import io.koppel.odata.Limits;
import io.koppel.odata.ODataService;
import io.koppel.odata.ODataServices;
import io.koppel.odata.Secret;
import io.koppel.odata.Transport;
import io.koppel.sandbox.Sandbox;
import io.koppel.sandbox.SandboxOptions;
import io.koppel.sandbox.http.SandboxRequest;
import io.koppel.sandbox.http.SandboxResponse;
import io.koppel.store.Database;
import io.koppel.store.DatabaseSettings;
import io.koppel.sync.CompanyRow;
import io.koppel.sync.ServiceModels;
import io.koppel.sync.Services;
import io.koppel.sync.TimeOrderedIds;
import io.koppel.testing.Basedir;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Both services, one database and one clock; emptied between seeds. One thread works in it. */
final class World implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final String INVOICE = "POSTEDSALESINV-INV";
    static final String ORDER = "SALESORDER-ORDER";
    private static final String COMPANY = "c0000000-0000-4000-8000-00000000c0de";
    static final String COMPANION = "/v2.0/sandbox/api/koppel/sync/v1.0/companies(" + COMPANY + ")/";
    static final String DATAVERSE = "/api/data/v9.2/";

    private final VirtualTime time = new VirtualTime();
    private final Sandbox sandbox;
    private final Transport wire;
    private final URI base;
    private final Database database;
    private final List<String> tables;
    private final CompanyRow company;
    private final ServiceModels models;
    private final Map<String, TableMappings> variants = new HashMap<>();
    private TimeOrderedIds sandboxIds = new TimeOrderedIds(0);
    private String token = "";
    private boolean throttled;

    private World(boolean overHttp) {
        SandboxOptions options = new SandboxOptions(0, false, time, this::newSandboxId);
        sandbox = overHttp ? Sandbox.start(options) : Sandbox.inMemory(options);
        base = overHttp ? URI.create(sandbox.baseUrl()) : URI.create("http://127.0.0.1:8090");
        wire = overHttp ? new JavaNetTransport() : new InMemoryTransport(sandbox, time);
        database = Database.open(new DatabaseSettings(
                "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;QUERY_CACHE_SIZE=400", "koppel", "", 4));
        tables = database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT table_name FROM information_schema.tables"
                                + " WHERE table_schema = 'PUBLIC' AND table_type = 'BASE TABLE' AND table_name NOT LIKE 'QRTZ%'"
                                + " AND table_name NOT LIKE 'flyway%'")
                        .mapTo(String.class)
                        .list());
        Services services = services(wire, new int[] {100, 100}, 100, new Random(0));
        company = company(services);
        models = models(services);
    }

    /** Without sockets. */
    static World inMemory() {
        return new World(false);
    }

    /** Over HTTP on loopback. */
    static World overHttp() {
        return new World(true);
    }

    private UUID newSandboxId() {
        return sandboxIds.next(time.millis());
    }

    VirtualTime time() {
        return time;
    }

    Transport wire() {
        return wire;
    }

    Database database() {
        return database;
    }

    CompanyRow company() {
        return company;
    }

    ServiceModels models() {
        return models;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    /** Empties everything. */
    void reset(long seed, Circumstances circumstances) {
        time.restart();
        sandboxIds = new TimeOrderedIds(seed);
        token = "";
        admin("DELETE", "faults", null);
        admin("POST", "reset", null);
        admin(
                "PUT",
                "clock",
                Map.of(
                        "businessCentral", circumstances.skew()[0].toString(),
                        "dataverse", circumstances.skew()[1].toString()));
        admin(
                "PUT",
                "limits",
                Map.of(
                        "chosenIds", circumstances.chosenIds(),
                        "tokenLifetime", "PT1H",
                        "throttling", "off",
                        "latency", "PT0S",
                        "perRecord", "PT0S"));
        throttled = false;
        database.jdbi().useHandle(handle -> {
            handle.execute("SET REFERENTIAL_INTEGRITY FALSE");
            for (String table : tables) {
                handle.execute("TRUNCATE TABLE " + table + " RESTART IDENTITY");
            }
            handle.execute("SET REFERENTIAL_INTEGRITY TRUE");
        });
    }

    /** From now on both services count requests as the real ones do, and answers take this long. */
    void throttle(Duration latency) {
        throttled = true;
        admin("PUT", "limits", Map.of("throttling", "real", "latency", latency.toString()));
    }

    /** The mappings as these circumstances want them. */
    TableMappings mappings(Circumstances circumstances) {
        String variant = circumstances.mappings().contains(INVOICE) + " "
                + circumstances.mappings().contains(ORDER) + " " + circumstances.standard() + " "
                + circumstances.onlyCoupled() + " " + circumstances.update() + " " + circumstances.deletion();
        return variants.computeIfAbsent(variant, key -> read(circumstances));
    }

    private static TableMappings read(Circumstances circumstances) {
        TableMappings mappings = new TableMappings();
        List<String> names =
                new ArrayList<>(List.of("salespeople", "payment-terms", "currency", "customer", "contact"));
        if (circumstances.mappings().contains(INVOICE)) {
            names.addAll(List.of("unit-of-measure", "item-product", "resource-product", "posted-sales-invoice"));
        }
        if (circumstances.mappings().contains(ORDER)) {
            names.addAll(List.of(
                    "shipment-method",
                    "shipping-agent",
                    "unit-of-measure",
                    "item-product",
                    "resource-product",
                    "sales-order"));
        }
        for (String name : names) {
            String text = edited(text(name, circumstances.standard()), name, circumstances);
            MappingFiles parsed = MappingFiles.parse(
                    "routes/" + name + ".yaml",
                    text,
                    Models.of(Ownership.PERSON).with(OrderModel.BIDIRECTIONAL));
            if (!parsed.mistakes().isEmpty()) {
                throw new AssertionError(parsed.mistakes());
            }
            List<TableMapping> declared = parsed.mappings();
            mappings.replace(declared.get(0).location().file(), declared);
        }
        return mappings;
    }

    private static String text(String name, boolean standard) {
        Path routes = Basedir.path().resolve("routes");
        Path own = routes.resolve("standard").resolve(name + ".yaml");
        try {
            return Files.readString(standard && Files.exists(own) ? own : routes.resolve(name + ".yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String edited(String text, String name, Circumstances circumstances) {
        if (!name.equals("customer") && !name.equals("contact")) {
            return text;
        }
        String conflicts = "    conflicts: {update: " + key(circumstances.update()) + ", deletion: "
                + key(circumstances.deletion()) + "}\n";
        return text.replaceAll("    conflicts: .*\n", "")
                .replaceFirst(
                        "    onlyCoupled: true\n",
                        "    onlyCoupled: " + circumstances.onlyCoupled() + "\n" + conflicts);
    }

    private static String key(Enum<?> strategy) {
        return strategy.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** Both services over a transport. */
    Services services(Transport transport, int[] pages, int batch, Random chance) {
        URI tokens = base.resolve("/oauth2/v2.0/token");
        String scope = base + "/.default";
        ConnectionSettings bc = ConnectionSettings.businessCentral(
                        base.resolve("/v2.0/sandbox"), COMPANY, "CRONUS", tokens, "koppel", Secret.of("sandbox"), scope)
                .withLimits(
                        throttled
                                ? Limits.businessCentral()
                                : Limits.businessCentral().withoutWindow())
                .withSizes(5, batch, pages[0]);
        ConnectionSettings dataverse = ConnectionSettings.dataverse(
                        base.resolve(DATAVERSE), tokens, "koppel", Secret.of("sandbox"), scope)
                .withLimits(throttled ? Limits.dataverse() : Limits.dataverse().withoutWindow())
                .withSizes(8, batch, pages[1]);
        return new Services(open(bc, transport, chance), open(dataverse, transport, chance));
    }

    private ODataService open(ConnectionSettings settings, Transport transport, Random chance) {
        return ODataServices.open(settings, transport, time, chance, new CallerRuns());
    }

    private static CompanyRow company(Services services) {
        var row = services.dataverse()
                .readPage(io.koppel.odata.ReadRequest.of("bcbi_companies"))
                .rows()
                .get(0);
        var setup = services.businessCentral()
                .readPage(io.koppel.odata.ReadRequest.of("generalLedgerSetup"))
                .rows()
                .get(0);
        var me = services.dataverse().readOne("WhoAmI", Map.of()).orElseThrow();
        return new CompanyRow(
                "CRONUS",
                COMPANY,
                row.text("bcbi_companyid"),
                row.text("_bcbi_defaultowningteam_value"),
                String.valueOf(setup.text("localCurrencyCode")),
                null,
                me.text("UserId"));
    }

    private static ServiceModels models(Services services) {
        try (InputStream companion = services.businessCentral().metadata();
                InputStream standard = services.businessCentral().metadata("v2.0");
                InputStream dataverse = services.dataverse().metadata()) {
            return new ServiceModels(
                    Map.of("companion", ServiceModel.parse(companion), "v2.0", ServiceModel.parse(standard)),
                    ServiceModel.parse(dataverse));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // --- people and the admin, past the network

    JsonNode admin(String method, String path, Object body) {
        SandboxResponse answer = sandbox.handle(SandboxRequest.of(method, "/sandbox/" + path, Map.of(), bytes(body)));
        if (answer.status() >= 300) {
            throw new AssertionError(method + " " + path + ": " + answer.status() + " " + answer.bodyText());
        }
        return read(answer);
    }

    /** An ordinary user's request; the answer may be a refusal. */
    SandboxResponse person(String method, String path, Object body) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Authorization", "Bearer " + token);
        headers.put("Content-Type", "application/json");
        headers.put("Accept", "application/json");
        headers.put("Host", base.getAuthority());
        if (!method.equals("POST") && !method.equals("GET")) {
            headers.put("If-Match", "*");
        }
        SandboxResponse answer = sandbox.handle(SandboxRequest.of(method, path, headers, bytes(body)));
        if (answer.status() == 401) {
            token = token();
            headers.put("Authorization", "Bearer " + token);
            answer = sandbox.handle(SandboxRequest.of(method, path, headers, bytes(body)));
        }
        return answer;
    }

    /** A request of another program that works as this client; the answer may be a refusal. */
    SandboxResponse client(String client, String method, String path) {
        Map<String, String> headers = Map.of(
                "Authorization", "Bearer " + token(client), "Accept", "application/json", "Host", base.getAuthority());
        return sandbox.handle(SandboxRequest.of(method, path, headers, new byte[0]));
    }

    private String token() {
        return token("person");
    }

    private String token(String client) {
        byte[] form = ("grant_type=client_credentials&client_id=" + client + "&client_secret=sandbox&scope=" + base
                        + "/.default")
                .getBytes(StandardCharsets.UTF_8);
        SandboxResponse answer = sandbox.handle(SandboxRequest.of("POST", "/oauth2/v2.0/token", Map.of(), form));
        return read(answer).get("access_token").asText();
    }

    /** The journal after a sequence number. */
    List<JsonNode> journal(long after) {
        List<JsonNode> rows = new ArrayList<>();
        long from = after;
        while (true) {
            JsonNode page = admin("GET", "journal?after=" + from + "&limit=10000", null);
            if (page.isEmpty()) {
                return rows;
            }
            for (JsonNode row : page) {
                rows.add(row);
                from = row.get("sequence").asLong();
            }
        }
    }

    static JsonNode read(SandboxResponse answer) {
        try {
            return answer.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Object body) {
        try {
            return body == null ? new byte[0] : JSON.writeValueAsBytes(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a request goes. */
    static boolean toDataverse(HttpRequestValue request) {
        return request.uri().getPath().startsWith(DATAVERSE);
    }

    @Override
    public void close() {
        sandbox.close();
        database.close();
    }
}
