package io.koppel.odata;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns resource paths into addresses, and keeps links within the service. */
final class ResourceAddresses {
    private static final String PLAIN = "-._~()'*!,;:@/$=";
    /** Publisher, group and version of an extension's API before the set. */
    private static final Pattern CUSTOM = Pattern.compile("(?<api>[^/(?]+/[^/(?]+/(v\\d+\\.\\d+|beta))/(?<path>.*)");

    private final String service;
    private final List<Surface> surfaces;

    ResourceAddresses(String service, List<Surface> surfaces) {
        this.service = service;
        this.surfaces = surfaces;
    }

    /** A path on its surface. */
    record Located(Surface surface, String path) {}

    /** Splits off the surface that the first segment names; without one it is the default surface. */
    Located locate(String path) {
        String trimmed = path.startsWith("/") ? path.substring(1) : path;
        for (Surface surface : surfaces) {
            String prefix = surface.name() + "/";
            if (!surface.name().isEmpty() && trimmed.startsWith(prefix)) {
                return new Located(surface, trimmed.substring(prefix.length()));
            }
        }
        Matcher custom = CUSTOM.matcher(trimmed);
        if (surfaces.get(0).name().equals(Surface.COMPANION) && custom.matches()) {
            return new Located(
                    BusinessCentralAddresses.custom(surfaces.get(0), custom.group("api")), custom.group("path"));
        }
        return new Located(surfaces.get(0), trimmed);
    }

    /** The surface of that name. */
    Surface surface(String name) {
        if (surfaces.get(0).name().equals(Surface.COMPANION)
                && CUSTOM.matcher(name + "/").matches()) {
            return BusinessCentralAddresses.custom(surfaces.get(0), name);
        }
        return surfaces.stream()
                .filter(surface -> surface.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(service + ": no surface '" + name + "', expected one of "
                                + surfaces.stream().map(Surface::name).toList()));
    }

    /** The address of a path with query options. */
    URI address(String path, Map<String, String> query) {
        Located located = locate(path);
        return URI.create(located.surface().baseUri() + escape(located.path()) + query(located.path(), query));
    }

    /** The path as a part of a batch names it: relative to where the batch is posted. */
    String relative(String path, Map<String, String> query) {
        Located located = locate(path);
        String base = located.surface().baseUri().toString();
        String below = base.substring(located.surface().batchUri().toString().length());
        return below + escape(located.path()) + query(located.path(), query);
    }

    /** The path with its query, as an operation of a batch names what it reads. */
    String withQuery(String path, Map<String, String> query) {
        return path + query(path, query);
    }

    private static String query(String path, Map<String, String> query) {
        StringBuilder text = new StringBuilder();
        query.forEach((name, value) -> text.append(text.length() == 0 && path.indexOf('?') < 0 ? '?' : '&')
                .append(encode(name))
                .append('=')
                .append(encode(value)));
        return text.toString();
    }

    /**
     * A link that the service sent, resolved against the address it came with.
     *
     * @throws ServiceException when it leads to another origin: following it would hand over the token
     */
    URI link(String link) {
        URI base = surfaces.get(0).baseUri();
        URI target;
        try {
            target = base.resolve(escape(link));
        } catch (IllegalArgumentException unreadable) {
            throw refused(link, "expected an address");
        }
        boolean known = surfaces.stream().anyMatch(surface -> sameOrigin(surface.baseUri(), target));
        if (!known || target.getRawUserInfo() != null) {
            throw refused(link, "expected one on " + origin(base));
        }
        return target;
    }

    private ServiceException refused(String link, String expected) {
        return new ServiceException(
                service,
                "next link",
                ErrorReader.own(
                        ErrorClass.CONFIGURATION,
                        "refused to follow '" + Answer.plain(link) + "', " + expected
                                + "; a link elsewhere would carry the token away, check the service's address"));
    }

    private static boolean sameOrigin(URI one, URI other) {
        return origin(one).equals(origin(other));
    }

    private static String origin(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(java.util.Locale.ROOT);
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        return scheme + "://" + String.valueOf(uri.getHost()).toLowerCase(java.util.Locale.ROOT) + ":" + port;
    }

    /** Percent-encodes what no address may hold; what is encoded already stays. */
    static String escape(String address) {
        StringBuilder text = null;
        for (int at = 0; at < address.length(); at++) {
            char sign = address.charAt(at);
            boolean legal = sign > ' ' && sign < 127 && "\"<>\\^`{|}".indexOf(sign) < 0;
            boolean encoded = sign != '%' || isHexadecimal(address, at + 1);
            if (legal && encoded) {
                if (text != null) {
                    text.append(sign);
                }
                continue;
            }
            if (text == null) {
                text = new StringBuilder(address.length() + 16).append(address, 0, at);
            }
            int length = Character.isHighSurrogate(sign) && at + 1 < address.length() ? 2 : 1;
            append(text, address.substring(at, at + length));
            at += length - 1;
        }
        return text == null ? address : text.toString();
    }

    private static boolean isHexadecimal(String text, int at) {
        return at + 1 < text.length()
                && Character.digit(text.charAt(at), 16) >= 0
                && Character.digit(text.charAt(at + 1), 16) >= 0;
    }

    /** Percent-encodes a name or value of a query option. */
    static String encode(String value) {
        StringBuilder text = new StringBuilder(value.length() + 16);
        for (int at = 0; at < value.length(); at++) {
            char sign = value.charAt(at);
            boolean letter =
                    (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') || (sign >= '0' && sign <= '9');
            if (letter || (PLAIN.indexOf(sign) >= 0)) {
                text.append(sign);
                continue;
            }
            int length = Character.isHighSurrogate(sign) && at + 1 < value.length() ? 2 : 1;
            append(text, value.substring(at, at + length));
            at += length - 1;
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String signs) {
        for (byte each : signs.getBytes(StandardCharsets.UTF_8)) {
            text.append('%').append(Character.toUpperCase(Character.forDigit((each >> 4) & 15, 16)));
            text.append(Character.toUpperCase(Character.forDigit(each & 15, 16)));
        }
    }
}
