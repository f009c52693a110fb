package io.koppel.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.store.Database;
import io.koppel.store.DatabaseSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that camel-jdbc writes one by one are committed together where a route asks for it, and one by one where it does not. */
class ErrorRowsTest {
    private static final String WRITE = "jdbc:koppel?connectionStrategy=#errorRows&resetAutoCommit=false";

    @TempDir
    private Path folder;

    private final ErrorRows rows = new ErrorRows();
    private final List<Integer> seen = new ArrayList<>();
    private Database database;
    private CamelContext camel;

    @BeforeEach
    void start() throws Exception {
        database =
                Database.open(DatabaseSettings.embedded(folder.resolve("koppel").toString()));
        camel = new DefaultCamelContext();
        camel.getRegistry().bind("koppel", database.dataSource());
        camel.getRegistry().bind("errorRows", rows);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(deadLetterChannel("direct:failed").maximumRedeliveries(0));
                from("direct:together").process(rows::together).to("direct:each");
                from("direct:each")
                        .split(body())
                        .process(exchange -> {
                            throw new IllegalStateException("failed");
                        })
                        .end()
                        .process(exchange -> seen.add(written()));
                from("direct:failed")
                        .errorHandler(noErrorHandler())
                        .setBody(simple("INSERT INTO installation_setting (name, content) VALUES ('row ${body}', 'x')"))
                        .to(WRITE);
            }
        });
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
        database.close();
    }

    private int written() {
        return database.read(connection -> {
            try (var found = connection
                    .prepareStatement("SELECT COUNT(*) FROM installation_setting WHERE name LIKE 'row %'")
                    .executeQuery()) {
                found.next();
                return found.getInt(1);
            }
        });
    }

    private void send(String address, Object body) {
        try (var template = camel.createProducerTemplate()) {
            template.sendBody(address, body);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void rowsOfOneExchangeBecomeVisibleAtItsEnd() {
        send("direct:together", List.of(1, 2, 3));
        assertThat(seen).containsExactly(0);
        assertThat(written()).isEqualTo(3);
    }

    @Test
    void withoutBeingAskedEachCommitsByItself() {
        send("direct:each", List.of(1, 2, 3));
        assertThat(seen).containsExactly(3);
    }

    @Test
    void aRowThatIsRefusedTakesNoOtherWithIt() {
        send("direct:each", List.of(2));
        send("direct:together", List.of(1, 2, 3));
        assertThat(written()).isEqualTo(3);
    }

    @Test
    void whatAThreadWritesMeanwhileBelongsTogetherAndNothingAfterIt() {
        rows.together(() -> {
            send("direct:failed", 1);
            rows.together(() -> send("direct:failed", 2));
            assertThat(written()).isZero();
        });
        assertThat(written()).isEqualTo(2);
        send("direct:failed", 3);
        assertThat(written()).isEqualTo(3);
    }

    @Test
    void aRouteThatGoesOnElsewhereLeavesNothingOpenOnItsThread() throws Exception {
        var exchange = new org.apache.camel.support.DefaultExchange(camel);
        rows.together(exchange);
        send("direct:failed", 1);
        Thread other = new Thread(
                () -> exchange.getExchangeExtension().handoverCompletions().forEach(done -> done.onComplete(exchange)));
        other.start();
        other.join();
        assertThat(written()).isEqualTo(1);
        send("direct:failed", 2);
        assertThat(written()).isEqualTo(2);
    }
}
