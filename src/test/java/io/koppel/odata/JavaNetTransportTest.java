package io.koppel.odata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes wrong on a real socket. */
class JavaNetTransportTest {
    private final JavaNetTransport transport = new JavaNetTransport();
    private final CompletableFuture<String> received = new CompletableFuture<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        end.countDown();
        server.close();
    }

    @Test
    void aWholeAnswerComesWithItsHeadersInLowerCase() throws Exception {
        answer("HTTP/1.1 429 Too Many Requests\r\nRetry-After: 14\r\nContent-Length: 2\r\n\r\n{}", true);

        HttpResponseValue response = transport.send(request("POST", Duration.ofSeconds(10)));

        assertThat(response.status()).isEqualTo(429);
        assertThat(response.header("retry-after")).isEqualTo("14");
        assertThat(response.body()).isEqualTo("{}".getBytes(StandardCharsets.UTF_8));
        assertThat(received.get()).startsWith("POST /x HTTP/1.1").contains("X-Request-Id: r1");
    }

    @Test
    void halfABodyIsALostAnswer() throws Exception {
        answer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"value\":[", true);

        assertThatThrownBy(() -> transport.send(request("GET", Duration.ofSeconds(10))))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(NotSentException.class);
    }

    @Test
    void aConnectionClosedWithoutAnAnswerIsALostAnswer() throws Exception {
        answer("", true);

        assertThatThrownBy(() -> transport.send(request("POST", Duration.ofSeconds(10))))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(NotSentException.class);
    }

    @Test
    void aBodyThatNeverEndsIsGivenUp() throws Exception {
        answer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", false);

        assertThatThrownBy(() -> transport.send(request("GET", Duration.ofMillis(300))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no complete answer within PT0.3S");
    }

    @Test
    void nobodyListeningMeansNothingWasSent() throws Exception {
        int port = server.getLocalPort();
        server.close();

        assertThatThrownBy(() -> transport.send(new HttpRequestValue(
                        "POST",
                        URI.create("http://127.0.0.1:" + port + "/x"),
                        Map.of(),
                        new byte[0],
                        Duration.ofSeconds(10))))
                .isInstanceOf(NotSentException.class)
                .hasMessageContaining("127.0.0.1:" + port)
                .hasMessageContaining("check the address");
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        answer("HTTP/1.1 302 Found\r\nLocation: http://evil.test/\r\nContent-Length: 0\r\n\r\n", true);

        assertThat(transport.send(request("GET", Duration.ofSeconds(10))).status())
                .isEqualTo(302);
    }

    private HttpRequestValue request(String method, Duration timeout) {
        return new HttpRequestValue(
                method,
                URI.create("http://127.0.0.1:" + server.getLocalPort() + "/x"),
                Map.of("X-Request-Id", "r1"),
                new byte[0],
                timeout);
    }

    private void answer(String text, boolean close) {
        Thread thread = new Thread(() -> {
            try (Socket socket = server.accept()) {
                received.complete(head(socket.getInputStream()));
                socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().flush();
                if (!close) {
                    end.await();
                }
            } catch (IOException | InterruptedException closed) {
                received.completeExceptionally(closed);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
    }
}
