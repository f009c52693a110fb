package io.koppel.odata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** dataverse-web-api.md §3. */
class TokenSourceTest {
    private final VirtualClock clock = new VirtualClock();
    private final ScriptedTransport transport = new ScriptedTransport();
    private final TokenSource tokens = new TokenSource(Services.dataverseSettings("http://dv.test"), transport, clock);

    @Test
    void aTokenIsAskedForByClientCredentialsAndKept() throws Exception {
        assertThat(tokens.token().reveal()).isEqualTo("t1");
        assertThat(tokens.token().reveal()).isEqualTo("t1");

        assertThat(transport.tokenRequests).hasSize(1);
        assertThat(new String(transport.tokenRequests.get(0).body(), StandardCharsets.US_ASCII))
                .isEqualTo("grant_type=client_credentials&client_id=koppel&client_secret=canary-7f3a"
                        + "&scope=http%3A%2F%2Fdv.test%2F.default");
    }

    @Test
    void itIsRenewedBeforeItEnds() throws Exception {
        tokens.token();
        clock.advance(Duration.ofMinutes(54));
        assertThat(tokens.token().reveal()).isEqualTo("t1");
        clock.advance(Duration.ofMinutes(2));
        assertThat(tokens.token().reveal()).isEqualTo("t2");
    }

    @Test
    void aFailedEarlyRenewalKeepsWhatIsStillGood() throws Exception {
        tokens.token();
        transport.tokens(request -> {
            throw new IOException("reset");
        });
        clock.advance(Duration.ofMinutes(57));
        assertThat(tokens.token().reveal()).isEqualTo("t1");
        clock.advance(Duration.ofMinutes(5));
        assertThatThrownBy(tokens::token).isInstanceOf(ServiceException.class);
    }

    @Test
    void aRefusedTokenIsFetchedAgainOnceHoweverOftenItIsReported() throws Exception {
        Secret first = tokens.token();
        tokens.refused(first);
        Secret second = tokens.token();
        tokens.refused(first);

        assertThat(tokens.token()).isEqualTo(second);
        assertThat(transport.tokenRequests).hasSize(2);
    }

    @Test
    void manyThreadsFetchOnce() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        transport.tokens(request -> {
            asked.countDown();
            try {
                go.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException stopped) {
                throw new IOException(stopped);
            }
            return ScriptedTransport.json(200, "{\"access_token\":\"x\",\"expires_in\":3600}");
        });
        ExecutorService threads = Executors.newFixedThreadPool(8);
        java.util.List<Future<Secret>> answers = new java.util.ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            answers.add(threads.submit(tokens::token));
        }
        asked.await(10, TimeUnit.SECONDS);
        go.countDown();
        for (Future<Secret> answer : answers) {
            assertThat(answer.get(10, TimeUnit.SECONDS).reveal()).isEqualTo("x");
        }
        threads.shutdown();
        assertThat(transport.tokenRequests).hasSize(1);
    }

    @Test
    void aRefusedClientIsAMatterOfConfigurationAndItsSecretStaysHidden() {
        transport.tokens(request -> ScriptedTransport.json(401, "{\"error\":\"invalid_client\"}"));

        assertThatThrownBy(tokens::token).isInstanceOfSatisfying(ServiceException.class, refused -> {
            assertThat(refused.error().kind()).isEqualTo(ErrorClass.CONFIGURATION);
            assertThat(refused)
                    .hasMessageContaining("invalid_client")
                    .hasMessageContaining("check client id, secret and scope")
                    .hasMessageNotContaining(Services.SECRET);
        });
    }

    @Test
    void anEndpointThatAnswersMarkupIsNamed() {
        transport.tokens(request -> ScriptedTransport.response(200, "text/html", "<html>sign in</html>"));

        assertThatThrownBy(tokens::token)
                .hasMessageContaining("http://dv.test/token")
                .hasMessageContaining("no JSON");
    }

    @Test
    void secretsNeverPrint() {
        assertThat(Services.dataverseSettings("http://dv.test").toString()).doesNotContain(Services.SECRET);
        assertThat(new HttpRequestValue(
                                "GET",
                                java.net.URI.create("http://dv.test/x?y=z"),
                                java.util.Map.of("Authorization", "Bearer " + Services.SECRET),
                                new byte[0],
                                Duration.ofSeconds(1))
                        .toString())
                .isEqualTo("GET /x");
    }
}
