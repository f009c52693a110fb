package io.koppel.operate.console;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The few files a page needs, from the class path and by name: a server of folders would hand out whatever lies in them
 * (Camel's serves the working directory, database included).
 */
final class Assets {
    private static final String WEBJARS = "META-INF/resources/webjars/";

    private record Asset(String name, String mediaType, String resource) {}

    private static final List<Asset> ALL = List.of(
            new Asset("htmx.min.js", "text/javascript", WEBJARS + "htmx.org/2.0.10/dist/htmx.min.js"),
            new Asset("pico.min.css", "text/css", WEBJARS + "picocss__pico/2.1.1/css/pico.min.css"),
            new Asset("koppel.css", "text/css", "console/koppel.css"));

    private Assets() {}

    static void mount(Router router) {
        for (Asset asset : ALL) {
            Buffer content = Buffer.buffer(load(asset.resource()));
            router.get("/assets/" + asset.name()).handler(context -> context.response()
                    .putHeader("Content-Type", asset.mediaType() + "; charset=utf-8")
                    .putHeader("Cache-Control", "max-age=3600")
                    .end(content));
        }
    }

    private static byte[] load(String resource) {
        try (InputStream stream = Assets.class.getClassLoader().getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException(resource + " is not on the class path; build Koppel again");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
