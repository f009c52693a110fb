package io.koppel.route;

import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;

/**
 * The one HTTP port of a process. Handlers are put on Camel's own router, so that {@code rest:} and {@code platform-http:}
 * routes of integrators share port and server. Camel takes a busy port for a warning; here it ends the start.
 */
public final class HttpEdge implements AutoCloseable {
    private final VertxPlatformHttpServer server;
    private final String host;

    private HttpEdge(VertxPlatformHttpServer server, String host) {
        this.server = server;
        this.host = host;
    }

    /**
     * Refuses a port that somebody else listens on, before anything else is started.
     *
     * @throws BusyPortException if it cannot be had
     */
    public static void ensureFree(String host, int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new BusyPortException(host, port, e);
        }
    }

    /**
     * Opens the port.
     *
     * @param port 0 for any free one
     * @param faces puts the handlers on the router
     * @throws BusyPortException if the port cannot be had
     */
    public static HttpEdge open(CamelContext context, String host, int port, Consumer<Router> faces) {
        VertxPlatformHttpServerConfiguration configuration = new VertxPlatformHttpServerConfiguration();
        configuration.setBindHost(host);
        configuration.setBindPort(port);
        configuration.setPath("/");
        VertxPlatformHttpServer server = new VertxPlatformHttpServer(configuration);
        server.setCamelContext(context);
        try {
            server.start();
        } catch (RuntimeException e) {
            server.stop();
            throw new BusyPortException(host, port, e);
        }
        faces.accept(VertxPlatformHttpRouter.lookup(context, VertxPlatformHttpRouter.getRouterNameFromPort(port)));
        return new HttpEdge(server, host);
    }

    /** Where it listens. */
    public URI address() {
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.getPort());
    }

    @Override
    public void close() {
        server.stop();
    }
}
