package io.koppel.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.zaxxer.hikari.HikariDataSource;
import io.koppel.setup.Settings;
import io.koppel.store.DatabaseSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.olingo4.Olingo4AppWrapper;
import org.apache.camel.component.olingo4.Olingo4Component;
import org.apache.camel.component.olingo4.Olingo4Configuration;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;
import org.apache.olingo.client.api.domain.ClientEntity;
import org.apache.olingo.client.api.domain.ClientEntitySet;
import org.apache.olingo.client.api.domain.ClientProperty;
import org.apache.olingo.commons.api.edm.Edm;

/** (c) What one writes without Koppel: stock camel-olingo4, split, one request per record, a JDBC idempotent repository. */
@SuppressWarnings("deprecation")
final class PlainRoute implements Subject {
    private static final String COMPANION = "/v2.0/sandbox/api/koppel/sync/v1.0/";
    private static final String COMPANY = COMPANION + "companies(c0000000-0000-4000-8000-00000000c0de)/";
    private static final String QUERY = "CamelOlingo4.queryParams";
    private static final String HEADERS = "CamelOlingo4.endpointHttpHeaders";
    private static final int PAGE = 1_000;

    private final BenchConnection connection;
    private final ObjectMapper json = new ObjectMapper();
    private final AtomicLong requests = new AtomicLong();
    private DefaultCamelContext camel;
    private String token;
    private HikariDataSource dataSource;

    PlainRoute(BenchConnection connection) {
        this.connection = connection;
    }

    @Override
    public void prepare(Path folder, Work work) throws Exception {
        close();
        start(folder);
    }

    @Override
    public Measured first(int records, int failing) throws Exception {
        long before = requests.get();
        Measured.Moment start = Measured.Moment.now(before, before);
        Exchange end = camel.createProducerTemplate().send("direct:customers", exchange -> {
            exchange.setProperty("skip", "");
        });
        if (end.getException() != null) {
            throw end.getException();
        }
        Measured measured = start.until(Measured.Moment.now(requests.get(), requests.get()), records);
        long created = requests.get() - before - (records + PAGE - 1) / PAGE;
        if (created != records) {
            throw new IllegalStateException("expected " + records + " created, found " + created);
        }
        return measured;
    }

    @Override
    public Measured modified() {
        throw new UnsupportedOperationException("the plain route is measured on the first synchronization only");
    }

    private void start(Path folder) throws Exception {
        token = connection.token();
        Settings settings = connection.settings(folder);
        Files.createDirectories(settings.data());
        DatabaseSettings store = settings.store();
        dataSource = new HikariDataSource();
        dataSource.setJdbcUrl(store.url() + ";WRITE_DELAY=0");
        dataSource.setUsername(store.user());
        dataSource.setPassword(store.password());
        camel = new DefaultCamelContext();
        camel.addComponent("bc", component(COMPANY, COMPANION));
        camel.addComponent("dataverse", component("/api/data/v9.2/", "/api/data/v9.2/"));
        JdbcMessageIdRepository repository = new JdbcMessageIdRepository(dataSource, "customers");
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:customers")
                        .loopDoWhile(exchange -> exchange.getProperty("skip") != null)
                        .process(PlainRoute.this::ask)
                        .to("bc:read/customers")
                        .process(PlainRoute.this::next)
                        .split(simple("${body.entities}"))
                        .streaming()
                        .process(PlainRoute.this::map)
                        .idempotentConsumer(header("systemId"), repository)
                        .to("dataverse:create/accounts")
                        .process(exchange -> requests.incrementAndGet())
                        .end()
                        .end()
                        .end();
            }
        });
        camel.start();
    }

    /**
     * The stock component, told where $metadata lies: below a company there is none. The service's address goes in here,
     * because comparing two configurations fails without a proxy.
     */
    private Olingo4Component component(String path, String metadata) {
        return new Olingo4Component() {
            @Override
            public Olingo4AppWrapper createApiProxy(Olingo4Configuration endpoint) {
                Olingo4AppWrapper root = super.createApiProxy(configuration(metadata));
                return new Olingo4AppWrapper(
                        super.createApiProxy(configuration(path)).getOlingo4App()) {
                    @Override
                    public Edm getEdm(Map<String, String> headers) {
                        return root.getEdm(PlainRoute.headers(token));
                    }
                };
            }
        };
    }

    private Olingo4Configuration configuration(String path) {
        Olingo4Configuration configuration = new Olingo4Configuration();
        configuration.setServiceUri(connection.sandbox() + path);
        configuration.setHttpHeaders(headers(token));
        return configuration;
    }

    private static Map<String, String> headers(String token) {
        return new HashMap<>(Map.of(
                "Authorization",
                "Bearer " + token,
                "Prefer",
                "odata.maxpagesize=" + PAGE,
                "Accept",
                "application/json;odata.metadata=minimal"));
    }

    private void ask(Exchange exchange) {
        requests.incrementAndGet();
        Map<String, String> query = new HashMap<>();
        query.put("$select", String.join(",", CeilingColumns.CUSTOMERS.source()));
        query.put("$orderby", "systemModifiedAt");
        String skip = exchange.getProperty("skip", String.class);
        if (!skip.isEmpty()) {
            query.put("$skiptoken", skip);
        }
        // What an answer left in the headers would be sent as query options of the next request.
        exchange.getMessage().removeHeaders("CamelOlingo4.*");
        exchange.getMessage().setHeader(QUERY, query);
        exchange.getMessage().setHeader(HEADERS, headers(token));
    }

    private void next(Exchange exchange) {
        java.net.URI next = exchange.getMessage().getBody(ClientEntitySet.class).getNext();
        String skip = null;
        if (next != null) {
            for (String option : next.getQuery().split("&")) {
                skip = option.startsWith("$skiptoken=") ? option.substring("$skiptoken=".length()) : skip;
            }
        }
        exchange.setProperty("skip", skip);
    }

    private void map(Exchange exchange) throws Exception {
        ClientEntity customer = exchange.getMessage().getBody(ClientEntity.class);
        ObjectNode account = json.createObjectNode().put("customertypecode", 3);
        for (String[] pair : CeilingColumns.CUSTOMERS.pairs()) {
            ClientProperty property = customer.getProperty(pair[0]);
            if (property == null || !property.hasPrimitiveValue()) {
                continue;
            }
            Object value = property.getPrimitiveValue().toValue();
            if (value instanceof Number number) {
                account.put(pair[1], number.doubleValue());
            } else if (value != null && !value.toString().isEmpty()) {
                account.put(pair[1], value.toString());
            }
        }
        String id = customer.getProperty("systemId").getPrimitiveValue().toString();
        account.put("accountid", id);
        exchange.getMessage().setHeader("systemId", id);
        exchange.getMessage().setBody(json.writeValueAsString(account));
    }

    @Override
    public void close() {
        if (camel != null) {
            camel.stop();
            dataSource.close();
        }
    }
}
