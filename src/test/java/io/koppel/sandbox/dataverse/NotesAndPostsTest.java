package io.koppel.sandbox.dataverse;

import static io.koppel.sandbox.dataverse.DataverseClient.code;
import static io.koppel.sandbox.dataverse.DataverseClient.id;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.sandbox.core.Caller;
import org.junit.jupiter.api.Test;

/** Notes, posts and account statistics (dataverse-web-api.md §7, §11.6, §16). */
class NotesAndPostsTest {
    private final DataverseClient client = new DataverseClient();
    private final SalesRows rows = new SalesRows(client);
    private final String account = client.account("Northwind");
    private final String order =
            id(client.post("salesorders", SalesRows.invoiceBody(account, rows.priceList("Standard"), "")));

    private String note(String more) {
        return "{\"subject\":\"Delivery\",\"objectid_salesorder@odata.bind\":\"/salesorders(" + order + ")\"" + more
                + "}";
    }

    /** §11.6, §16: a note names its row and the row's table, which stay; a file has a size. */
    @Test
    void aNoteIsAboutARow() {
        String note = "annotations(" + id(client.post("annotations", note(",\"notetext\":\"Ring twice.\""))) + ")";
        JsonNode read = client.read(note);
        assertThat(read.path("_objectid_value").asText()).isEqualTo(order);
        assertThat(read.path("objecttypecode").asText()).isEqualTo("salesorder");
        assertThat(read.path("isdocument").asBoolean()).isFalse();
        assertThat(read.path("filesize").asInt(-1)).isZero();
        client.patch(
                note, "{\"notetext\":\"Ring thrice.\",\"objectid_account@odata.bind\":\"/accounts(" + account + ")\"}");
        assertThat(client.read(note).path("notetext").asText()).isEqualTo("Ring thrice.");
        assertThat(client.read(note).path("_objectid_value").asText()).isEqualTo(order);
        String file = id(client.post(
                "annotations", note(",\"isdocument\":true,\"filename\":\"a.txt\",\"documentbody\":\"aGVsbG8=\"")));
        assertThat(client.read("annotations(" + file + ")").path("filesize").asInt())
                .isEqualTo(5);
        assertThat(client.read("annotations?$filter=objecttypecode eq 'salesorder' and filesize eq 0")
                        .path("value"))
                .hasSize(1);
        assertThat(code(client.post("annotations", note("")))).isEqualTo("400 0x80040200");
        assertThat(code(client.post("annotations", "{\"notetext\":\"nowhere\"}")))
                .isEqualTo("400 0x80040200");
        assertThat(client.read("salesorders(" + order + ")/SalesOrder_Annotation")
                        .path("value"))
                .hasSize(2);
    }

    private String post(String text) {
        return "{\"text\":\"" + text + "\",\"regardingobjectid_salesorder@odata.bind\":\"/salesorders(" + order
                + ")\"}";
    }

    private void enablePosts() {
        String row = client.read("msdyn_postconfigs?$filter=msdyn_entityname eq 'salesorder'")
                .at("/value/0/msdyn_postconfigid")
                .asText();
        client.patch(
                "msdyn_postconfigs(" + row + ")", "{\"msdyn_configurewall\":true,\"statecode\":0,\"statuscode\":1}");
    }

    /** §11.6: posts are off for orders until the post configuration is active and its wall on; a post never changes. */
    @Test
    void postsAreSwitchedOnForATable() {
        assertThat(code(client.post("posts", post("Released")))).isEqualTo("400 0x80040265");
        enablePosts();
        String id = id(client.post("posts", post("Released")));
        JsonNode read = client.read("posts(" + id + ")");
        assertThat(read.path("_regardingobjectid_value").asText()).isEqualTo(order);
        assertThat(read.path("source").asInt()).isEqualTo(2);
        assertThat(read.path("type").asInt()).isEqualTo(7);
        assertThat(client.patch("posts(" + id + ")", "{\"text\":\"Other\"}").status())
                .isEqualTo(405);
        assertThat(code(client.post("posts", post("x".repeat(251))))).isEqualTo("400 0x80044331");
        assertThat(code(client.post("posts", "{\"text\":\"nowhere\"}"))).isEqualTo("400 0x80040200");
        assertThat(client.read("posts?$filter=_regardingobjectid_value eq " + order)
                        .path("value"))
                .hasSize(1);
        assertThat(code(client.as(Caller.PERSON).patch("msdyn_postconfigs(" + id + ")", "{\"msdyn_otc\":1}")))
                .isEqualTo("403 0x80040220");
    }

    /** §7: changes are tracked of all tables but posts. */
    @Test
    void postsAreNotTracked() {
        assertThat(code(client.get("posts?$select=text", "Prefer", "odata.track-changes")))
                .isEqualTo("400 0x80072491");
        assertThat(client.read("EntityDefinitions(LogicalName='post')?$select=ChangeTrackingEnabled")
                        .path("ChangeTrackingEnabled")
                        .asBoolean())
                .isFalse();
        assertThat(client.get("annotations?$select=subject", "Prefer", "odata.track-changes")
                        .status())
                .isEqualTo(200);
    }

    /** What belongs to an order goes with it. */
    @Test
    void notesAndPostsGoWithTheirOrder() {
        enablePosts();
        client.post("posts", post("Released"));
        client.post("annotations", note(",\"notetext\":\"Ring twice.\""));
        assertThat(client.delete("salesorders(" + order + ")").status()).isEqualTo(204);
        assertThat(client.read("posts").path("value")).isEmpty();
        assertThat(client.read("annotations").path("value")).isEmpty();
    }

    /** §10.8: one row of statistics for an account, linked from it; money that was never written is empty. */
    @Test
    void statisticsAreLinkedFromTheirAccount() {
        String id = id(client.post(
                "nav_accountstatisticses",
                "{\"nav_name\":\"Northwind\",\"nav_customerno\":\"10000\",\"nav_balancelcy\":12.5}"));
        client.patch(
                "accounts(" + account + ")",
                "{\"nav_AccountStatisticsId@odata.bind\":\"/nav_accountstatisticses(" + id + ")\"}");
        assertThat(client.read("accounts(" + account + ")")
                        .path("_nav_accountstatisticsid_value")
                        .asText())
                .isEqualTo(id);
        JsonNode read = client.read("nav_accountstatisticses(" + id + ")");
        assertThat(read.path("nav_balancelcy_base").asDouble()).isEqualTo(12.5);
        assertThat(read.path("nav_totallcy").isNull()).isTrue();
        client.delete("nav_accountstatisticses(" + id + ")");
        assertThat(client.read("accounts(" + account + ")")
                        .path("_nav_accountstatisticsid_value")
                        .isNull())
                .isTrue();
    }
}
