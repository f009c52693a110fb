package io.koppel.operate.console;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What came of an act, until the next page has shown it. It travels in a cookie of a minute and not in the address: an address
 * would be shown again with every reload, and anybody could make one that puts words into Koppel's mouth.
 */
final class Said {
    private static final String COOKIE = "koppel_said";
    private static final int LONGEST = 1500;
    private static final char DONE = '+';
    private static final char REFUSED = '-';

    private Said() {}

    /** @param done whether the act was carried out */
    record Words(boolean done, String text) {}

    static void done(RoutingContext context, String text) {
        if (!text.isEmpty()) {
            put(context, DONE + text);
        }
    }

    static void refused(RoutingContext context, String text) {
        put(context, REFUSED + text);
    }

    private static void put(RoutingContext context, String text) {
        byte[] cut = text.substring(0, Math.min(text.length(), LONGEST)).getBytes(StandardCharsets.UTF_8);
        context.response()
                .addCookie(cookie(Base64.getUrlEncoder().withoutPadding().encodeToString(cut))
                        .setMaxAge(60));
    }

    /** What is to be shown, once; null if nothing is. */
    static @Nullable Words take(RoutingContext context) {
        Cookie cookie = context.request().getCookie(COOKIE);
        if (cookie == null || cookie.getValue().isEmpty()) {
            return null;
        }
        context.response().addCookie(cookie("").setMaxAge(0));
        try {
            String text = new String(Base64.getUrlDecoder().decode(cookie.getValue()), StandardCharsets.UTF_8);
            return text.length() < 2 ? null : new Words(text.charAt(0) == DONE, text.substring(1));
        } catch (IllegalArgumentException e) {
            return null; // not ours
        }
    }

    private static Cookie cookie(String value) {
        return Cookie.cookie(COOKIE, value).setPath("/").setHttpOnly(true).setSameSite(CookieSameSite.STRICT);
    }
}
