package io.koppel.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.mapping.OrderModel;
import io.koppel.sales.SalesSettings;
import io.koppel.sales.quote.ProcessedQuotes;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.util.List;
import java.util.Map;

/** Quotes of Sales for one customer and one item, both coupled, as they are processed or refused. */
final class QuoteDesk implements AutoCloseable {
    final Scene scene;
    final SalesPapers papers;
    final Goods goods;
    final Pair customer;
    final Pair item;

    private QuoteDesk(Scene scene, String customer) {
        this.scene = scene;
        this.papers = new SalesPapers(scene);
        this.goods = new Goods(scene);
        goods.unitPair("PCS");
        this.item = goods.itemPair("Table", "PCS", "unitPrice", 80);
        this.customer = scene.customerPair(customer);
    }

    /** Starts where submitted orders and quotes are taken over, with a customer of that name. */
    static QuoteDesk start(String customer) {
        return new QuoteDesk(
                Scene.start(SalesSettings.NONE.with(OrderModel.SUBMITTED).withProcessQuotes(true)), customer);
    }

    /** A line of two of the item at 50 each. */
    Map<String, Object> table(Object... more) {
        return papers.product(item.dataverse(), 2, 50, more);
    }

    /** An active quote for the customer. */
    String active(List<Map<String, Object>> lines, Object... more) {
        String quote = papers.quote(customer.dataverse(), lines, more);
        papers.activate(quote);
        return quote;
    }

    /** Processing it fails; answers what is said. */
    String refused(String quote) {
        ProcessedQuotes.Outcome outcome = papers.process(quote);
        assertThat(outcome.businessCentralId()).isNull();
        assertThat(papers.madeQuotes(quote)).isEmpty();
        return String.valueOf(outcome.message());
    }

    @Override
    public void close() {
        scene.close();
    }
}
