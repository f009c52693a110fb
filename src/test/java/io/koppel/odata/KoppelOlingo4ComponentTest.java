package io.koppel.odata;

import static io.koppel.odata.ScriptedTransport.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The endpoints as routes write them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KoppelOlingo4ComponentTest {
    private static final String QUERY = "CamelOlingo4.queryParams";
    private static final String HEADERS = "CamelOlingo4.endpointHttpHeaders";

    private final ScriptedTransport wire = new ScriptedTransport();
    private DefaultCamelContext context;
    private ProducerTemplate template;

    @BeforeAll
    void start() throws Exception {
        context = new DefaultCamelContext();
        context.addComponent("bc", new KoppelOlingo4Component(Services.businessCentral(wire, new VirtualClock())));
        context.addComponent("dataverse", new KoppelOlingo4Component(Services.dataverse(wire, new VirtualClock())));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:pages")
                        .to("bc:read/customers?$select=number")
                        .split(body())
                        .streaming()
                        .process(exchange -> exchange.getIn()
                                .getHeader("seen", List.class)
                                .addAll(rows(exchange.getIn().getBody(Page.class))))
                        .end();
                from("direct:batch").to("dataverse:batch");
            }
        });
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterAll
    void stop() {
        context.stop();
    }

    @BeforeEach
    void forget() {
        wire.sent.clear();
    }

    @Test
    void aRouteReadsPageByPageThroughASplitter() {
        wire.then(json(200, "{\"value\":[{\"number\":\"1\"}],\"@odata.nextLink\":\"customers?$skiptoken=1\"}"))
                .then(json(200, "{\"value\":[{\"number\":\"2\"}]}"));
        List<Object> seen = new ArrayList<>();

        template.sendBodyAndHeaders(
                "direct:pages",
                null,
                Map.of("seen", seen, QUERY, Map.of("$filter", "blocked eq '_x0020_'", "pageSize", "7")));

        assertThat(seen).containsExactly("1", "2");
        assertThat(wire.sent.get(0).uri().getQuery())
                .contains("$select=number")
                .contains("$filter=blocked eq '_x0020_'");
        assertThat(wire.sent.get(0).uri().getQuery()).doesNotContain("pageSize");
        assertThat(wire.sent.get(0).headers()).containsEntry("Prefer", "odata.maxpagesize=7");
    }

    @Test
    void aReadGoesOnAtALink() {
        wire.then(json(200, "{\"value\":[]}"));

        Pages pages = template.requestBodyAndHeader(
                "bc:read/customers", null, QUERY, Map.of("resumeAt", "http://bc.test/x?$skiptoken=5"), Pages.class);
        pages.next();

        assertThat(wire.sent.get(0).uri()).hasToString("http://bc.test/x?$skiptoken=5");
    }

    @Test
    void aSurfaceAndAKeyStandInTheEndpoint() {
        wire.then(json(200, "{\"@odata.etag\":\"W/\\\"1\\\"\",\"No\":\"10000\"}"));

        Row row = template.requestBody("bc:read/pages/CustomerCard(No='10000')", null, Row.class);

        assertThat(row.etag()).isEqualTo("W/\"1\"");
        assertThat(wire.sent.get(0).uri().getPath()).endsWith("/ODataV4/Company('CRONUS')/CustomerCard(No='10000')");
    }

    @Test
    void aMissingRowIsAnErrorWithItsClass() {
        wire.then(json(404, "{\"error\":{\"code\":\"0x80040217\",\"message\":\"m\"}}"));

        assertThatThrownBy(() -> template.requestBody("dataverse:read/accounts(1)", (Object) null))
                .isInstanceOf(CamelExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        ServiceException.class,
                        gone -> assertThat(gone.error().kind()).isEqualTo(ErrorClass.GONE));
    }

    @Test
    void anUpdateIsOneRequestWithTheVersionOfTheRoute() {
        wire.then(json(200, "{\"@odata.etag\":\"W/\\\"2\\\"\"}"));

        Object answer = template.requestBodyAndHeader(
                "dataverse:patch/accounts(1)",
                Map.of("name", "A"),
                HEADERS,
                Map.of("If-Match", "W/\"1\"", "MSCRM.SuppressDuplicateDetection", "false"));

        assertThat(((WriteResult.Written) answer).etag()).isEqualTo("W/\"2\"");
        assertThat(wire.sent).hasSize(1);
        assertThat(wire.sent.get(0).method()).isEqualTo("PATCH");
        assertThat(wire.sent.get(0).headers())
                .containsEntry("If-Match", "W/\"1\"")
                .containsEntry("MSCRM.SuppressDuplicateDetection", "false");
    }

    @Test
    void jsonTextIsCreatedAsItIs() {
        wire.then(json(201, "{\"id\":\"1\"}"));
        template.requestBody("bc:create/v2.0/customers", "{\"displayName\":\"Ä\",\"creditLimit\":1.10}");

        assertThat(wire.body(0)).isEqualTo("{\"displayName\":\"Ä\",\"creditLimit\":1.10}");
    }

    @Test
    void aDeleteIsOneRequestWithoutMetadata() {
        wire.then(json(204, ""));
        template.requestBodyAndHeader("bc:delete/customers(1)", null, HEADERS, Map.of("If-Match", "*"));

        assertThat(wire.sent).extracting(HttpRequestValue::method).containsExactly("DELETE");
    }

    @Test
    void anActionIsPosted() {
        wire.then(json(204, ""));
        template.requestBody("bc:action/v2.0/salesOrders(1)/Microsoft.NAV.shipAndInvoice", Map.of());

        assertThat(wire.sent.get(0).uri().getPath()).endsWith("/salesOrders(1)/Microsoft.NAV.shipAndInvoice");
        assertThat(wire.sent.get(0).body()).isEmpty();
    }

    @Test
    void aRefusalKeepsStatusCodeAndWait() {
        for (int attempt = 0; attempt <= 20; attempt++) {
            wire.then(json(429, "{\"error\":{\"code\":\"0x80072322\",\"message\":\"m\"}}", "retry-after", "1"));
        }

        assertThatThrownBy(() -> template.requestBody("dataverse:create/accounts", Map.of("name", "A")))
                .cause()
                .isInstanceOfSatisfying(ServiceException.class, refused -> {
                    assertThat(refused.error().kind()).isEqualTo(ErrorClass.THROTTLED);
                    assertThat(refused.error().retryAfter()).isEqualTo(java.time.Duration.ofSeconds(1));
                });
    }

    @Test
    void aLostAnswerIsNoOrdinaryFailure() {
        wire.thenLose(new IOException("reset"));

        assertThatThrownBy(() -> template.requestBody("dataverse:create/accounts", Map.of("name", "A")))
                .cause()
                .isInstanceOf(LostAnswerException.class)
                .hasMessageContaining("read the row before sending it again");
    }

    @Test
    void aDeliverySendsItself() {
        Delivery delivery = service -> service.name() + " " + service.kind();

        assertThat(template.requestBody("direct:batch", delivery)).isEqualTo("dataverse DATAVERSE");
    }

    @Test
    void aListOfOperationsIsABatch() {
        wire.then(json(200, "{\"responses\":[{\"id\":\"0\",\"status\":201,\"body\":{\"id\":\"1\"}}]}"));

        List<?> results =
                template.requestBody("bc:batch", List.of(WriteOperation.create("customers", Map.of())), List.class);

        assertThat(results).singleElement().isInstanceOf(WriteResult.Written.class);
    }

    @Test
    void aBodyThatIsNoBatchIsNamed() {
        assertThatThrownBy(() -> template.requestBody("direct:batch", List.of("x")))
                .cause()
                .hasMessageContaining("expected a Delivery or a list of WriteOperation");
    }

    @Test
    void metadataIsReadAsBytes() throws IOException {
        wire.then(ScriptedTransport.response(200, "application/xml", "<edmx:Edmx/>"));

        try (InputStream metadata = template.requestBody("bc:uread/v2.0/$metadata", null, InputStream.class)) {
            assertThat(new String(metadata.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("<edmx:Edmx/>");
        }
        assertThat(wire.sent.get(0).uri().getPath()).isEqualTo("/v2.0/sandbox/api/v2.0/$metadata");
    }

    private static List<Object> rows(Page page) {
        return page.rows().stream().map(row -> row.get("number")).toList();
    }
}
