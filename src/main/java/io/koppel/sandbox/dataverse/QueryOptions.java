package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.http.SandboxRequest;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The query options and preferences of a read, as far as Dataverse knows them (dataverse-web-api.md §5.1, §7). */
record QueryOptions(
        Map<String, String> all, int pageSize, boolean sizeAsked, boolean tracking, Annotations annotations) {
    /** The default and the largest page (dataverse-web-api.md §5.3). */
    static final int LARGEST_PAGE = 5000;

    private static final Set<String> KNOWN =
            Set.of("$select", "$expand", "$filter", "$orderby", "$top", "$count", "$skiptoken", "$deltatoken", "$id");

    static QueryOptions of(SandboxRequest request) {
        Map<String, String> options = request.options();
        for (String name : options.keySet()) {
            if (name.startsWith("$") && !KNOWN.contains(name)) {
                throw DataverseError.unsupported("The query parameter " + name);
            }
        }
        String size = request.preference("odata.maxpagesize");
        int asked = size == null ? 0 : Numbers.parse("odata.maxpagesize", size);
        return new QueryOptions(
                options,
                asked == 0 ? LARGEST_PAGE : Math.min(asked, LARGEST_PAGE),
                asked > 0,
                request.preference("odata.track-changes") != null || options.containsKey("$deltatoken"),
                Annotations.of(request.header("Prefer")));
    }

    @Nullable
    String get(String name) {
        return all.get(name);
    }

    boolean has(String name) {
        return all.containsKey(name);
    }
}
