package io.koppel.sandbox.dataverse;

import static io.koppel.sandbox.dataverse.DataverseClient.code;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Change tracking (dataverse-web-api.md §7). */
class DataverseDeltaTest {
    private static final String TRACK = "odata.track-changes,odata.maxpagesize=2";

    private final DataverseClient client = new DataverseClient();

    /** Reads to the end; adds the ids seen and answers the delta link. */
    private String readAll(String target, Set<String> changed, Set<String> deleted) {
        JsonNode page = client.read(target, "Prefer", TRACK);
        while (true) {
            page.path("value").forEach(row -> {
                if (row.path("reason").asText().equals("deleted")) {
                    deleted.add(row.path("id").asText());
                } else {
                    changed.add(row.path("accountid").asText());
                }
            });
            if (page.has("@odata.deltaLink")) {
                return page.path("@odata.deltaLink").asText();
            }
            page = client.read(page.path("@odata.nextLink").asText(), "Prefer", TRACK);
        }
    }

    /** First everything, then what changed, then what went, also what came and went in between. */
    @Test
    void tellsChangesAndDeletionsSinceALink() {
        Set<String> all = Set.of(client.account("A"), client.account("B"), client.account("C"));
        Set<String> changed = new HashSet<>();
        Set<String> deleted = new HashSet<>();
        String link = readAll("accounts?$select=name", changed, deleted);
        assertThat(changed).isEqualTo(all);

        changed.clear();
        String edited = all.iterator().next();
        client.patch("accounts(" + edited + ")", "{\"name\":\"D\"}");
        String brief = client.account("E");
        client.delete("accounts(" + brief + ")");
        assertThat(client.get(link.replace("accounts?", "accounts/$count?")).bodyText())
                .isEqualTo("2");
        String next = readAll(link, changed, deleted);
        assertThat(changed).containsExactly(edited);
        assertThat(deleted).containsExactly(brief);
        assertThat(client.read(link).path("@odata.context").asText()).endsWith("/$delta");

        changed.clear();
        deleted.clear();
        readAll(next, changed, deleted);
        assertThat(changed).isEmpty();
        assertThat(deleted).isEmpty();
    }

    /** Options that cannot go with it, and links that are too old. */
    @Test
    void refusesFiltersAndOldLinks() {
        assertThat(code(client.get("accounts?$filter=name%20eq%20'A'", "Prefer", TRACK)))
                .isEqualTo("400 0x80060888");
        assertThat(code(client.get("accounts?$orderby=name", "Prefer", TRACK))).isEqualTo("400 0x80060888");
        String link = readAll("accounts?$select=name", new HashSet<>(), new HashSet<>());
        client.context.clock().advance(Duration.ofDays(8));
        assertThat(code(client.get(link))).isEqualTo("400 0x80044352");
    }
}
