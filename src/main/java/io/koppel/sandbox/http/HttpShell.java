package io.koppel.sandbox.http;

import io.netty.channel.ChannelOption;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** The sockets around it all: reads requests, writes answers, carries out delays and cuts. Knows nothing of what is served. */
public final class HttpShell implements AutoCloseable {
    private static final int WORKERS = 64;

    private final Vertx vertx;
    private final WorkerExecutor workers;
    private final HttpServer server;
    private final Function<SandboxRequest, Dispatcher.Delivery> answer;

    private HttpShell(Function<SandboxRequest, Dispatcher.Delivery> answer) {
        this.answer = answer;
        this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setUseDaemonThread(true));
        this.workers = vertx.createSharedWorkerExecutor("sandbox", WORKERS, 1, TimeUnit.HOURS);
        this.server = vertx.createHttpServer(new HttpServerOptions()
                .setTcpNoDelay(true)
                // One request a connection at a time, so that a cut breaks one answer and no other.
                .setHttp2ClearTextEnabled(false)
                .setMaxInitialLineLength(1 << 17)
                .setMaxHeaderSize(1 << 17)
                .setCompressionSupported(true)
                .setCompressionLevel(1)
                .setDecompressionSupported(true));
        server.requestHandler(this::receive);
    }

    /**
     * Listens on 127.0.0.1.
     *
     * @throws IllegalStateException when the port is taken
     */
    public static HttpShell start(int port, Function<SandboxRequest, Dispatcher.Delivery> answer) {
        HttpShell shell = new HttpShell(answer);
        try {
            shell.server
                    .listen(port, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
            return shell;
        } catch (ExecutionException | TimeoutException e) {
            shell.close();
            throw new IllegalStateException(
                    "The sandbox cannot listen on 127.0.0.1:" + port
                            + "; choose another port or end what listens there",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public int port() {
        return server.actualPort();
    }

    private void receive(HttpServerRequest request) {
        request.body()
                .onSuccess(body -> workers.executeBlocking(() -> answer.apply(read(request, body)), false)
                        .onSuccess(delivery -> deliver(request, delivery))
                        .onFailure(failure ->
                                request.response().setStatusCode(500).end("The sandbox itself failed: " + failure)))
                .onFailure(failure -> request.connection().close());
    }

    private static SandboxRequest read(HttpServerRequest request, Buffer body) {
        Map<String, String> headers = new HashMap<>();
        request.headers().forEach(header -> headers.merge(header.getKey(), header.getValue(), (a, b) -> a + "," + b));
        return SandboxRequest.of(request.method().name(), request.uri(), headers, body.getBytes());
    }

    private void deliver(HttpServerRequest request, Dispatcher.Delivery delivery) {
        long wait = delivery.response().delay().toMillis();
        if (wait > 0) {
            vertx.setTimer(wait, timer -> send(request, delivery));
        } else {
            send(request, delivery);
        }
    }

    private static void send(HttpServerRequest request, Dispatcher.Delivery delivery) {
        delivery.done().run();
        SandboxResponse answer = delivery.response();
        switch (answer.cut()) {
            case DROP -> request.connection().close();
            case RESET -> {
                ConnectionBase connection = (ConnectionBase) request.connection();
                connection.channel().config().setOption(ChannelOption.SO_LINGER, 0);
                request.connection().close();
            }
            case HALF_BODY -> {
                HttpServerResponse half = head(request, answer)
                        .putHeader("Content-Encoding", "identity")
                        .putHeader("Content-Length", Integer.toString(answer.body().length + 1));
                half.write(Buffer.buffer().appendBytes(answer.body(), 0, answer.body().length / 2))
                        .onComplete(sent -> request.connection().close());
            }
            case NONE -> head(request, answer).end(Buffer.buffer(answer.body()));
        }
    }

    private static HttpServerResponse head(HttpServerRequest request, SandboxResponse answer) {
        HttpServerResponse response = request.response().setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        return response;
    }

    @Override
    public void close() {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The sandbox's HTTP server does not end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
