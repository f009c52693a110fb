package io.koppel.scenario;

import static io.koppel.testing.Scene.TO;
import static io.koppel.testing.Scene.counters;
import static io.koppel.testing.Scene.inserted;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.sync.SyncSettings;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The item that stands for what people write in by hand (table-mappings.md §8.4, sales-documents.md §4.1). */
class WriteInProductTest {
    private static final String NUMBER = "WRITE-IN";
    private static Scene scene;
    private static Goods goods;
    private static String item;

    @BeforeAll
    static void start() {
        SyncSettings usual = SyncSettings.DEFAULTS;
        scene = Scene.start(new SyncSettings(usual.overlap(), usual.attempts(), NUMBER, usual.safeguards()));
        goods = new Goods(scene);
        goods.unitPair("PCS");
        item = goods.item("Anything else", "PCS", "number", NUMBER, "unitPrice", 5);
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    @Test
    void itIsNoProduct() {
        assertThat(counters(scene.create("ITEM-PRODUCT", TO, item), TO).inserted())
                .isZero();
        assertThat(scene.coupling("ITEM-PRODUCT", item)).isNull();
    }

    @Test
    void itsInvoiceLinesAreText() {
        PostedInvoices invoices = new PostedInvoices(scene);
        Pair customer = scene.customerPair("Wants something else");
        String posted = invoices.post(customer.businessCentral(), PostedInvoices.item(NUMBER, 2));

        assertThat(counters(scene.create("POSTEDSALESINV-INV", TO, posted), TO)).isEqualTo(inserted(1));

        JsonNode line = invoices.details(
                        scene.pair("POSTEDSALESINV-INV", posted).dataverse())
                .get(0);
        assertThat(line.get("_productid_value").isNull()).isTrue();
        assertThat(line.get("isproductoverridden").asBoolean()).isTrue();
        assertThat(line.get("productdescription").asText()).isEqualTo(NUMBER + " Anything else.");
    }
}
