package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.http.SandboxRequest;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The `$skiptoken`: an XML cookie with page number and place, encoded twice (dataverse-web-api.md §5.3).
 *
 * @param page the number of the page it leads to
 * @param place where the last page ended
 * @param order fingerprint of the order it was made under
 * @param tracking the delta token of a tracked read under way, or ""
 */
record PagingCookie(int page, String place, String order, String tracking) {
    private static final Pattern FORM = Pattern.compile(
            "<cookie pagenumber=\"(\\d+)\" pagingcookie=\"([^\"]*)\" order=\"([^\"]*)\" istracking=\"([^\"]*)\" />");

    /** Reads the option's value, which has been decoded once; null for none. */
    static @Nullable PagingCookie parse(@Nullable String skipToken) {
        if (skipToken == null) {
            return null;
        }
        Matcher cookie = FORM.matcher(decoded(skipToken));
        if (!cookie.matches()) {
            throw new DataverseError(400, "0x8004112A", "The paging cookie is invalid.");
        }
        return new PagingCookie(Integer.parseInt(cookie.group(1)), cookie.group(2), cookie.group(3), cookie.group(4));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new DataverseError(400, "0x8004112A", "The paging cookie is invalid.");
        }
    }

    /** The absolute URL of the page this cookie leads to, for a request that led here. */
    String link(String baseUrl, SandboxRequest request) {
        String cookie = "<cookie pagenumber=\"" + page + "\" pagingcookie=\"" + place + "\" order=\"" + order
                + "\" istracking=\"" + tracking + "\" />";
        String once = URLEncoder.encode(cookie, StandardCharsets.UTF_8);
        return next(baseUrl, request, "$skiptoken=" + URLEncoder.encode(once, StandardCharsets.UTF_8));
    }

    /** The request's URL with its tokens replaced by another. */
    static String next(String baseUrl, SandboxRequest request, String token) {
        StringBuilder url = new StringBuilder(baseUrl).append(request.path()).append('?');
        for (String option : request.query().split("&")) {
            String name = option.substring(0, Math.max(0, option.indexOf('='))).replace("%24", "$");
            if (!option.isEmpty() && !name.equals("$skiptoken") && !name.equals("$deltatoken")) {
                url.append(option).append('&');
            }
        }
        return url.append(token).toString();
    }
}
