package io.koppel.sales.order;

import io.koppel.odata.Pages;
import io.koppel.odata.ReadRequest;
import io.koppel.sales.source.Columns;
import io.koppel.sync.Engine;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Orders of which something was invoiced, whether the invoice was made from the order or collected its shipments. */
public final class PostedOrders {
    private PostedOrders() {}

    /**
     * Those of some order numbers that a line of a posted invoice names.
     *
     * @param orders numbers, some of which may be missing
     */
    public static Set<String> of(Engine engine, Collection<@Nullable String> orders) {
        Set<String> numbers = orders.stream()
                .filter(Objects::nonNull)
                .filter(number -> !number.isBlank())
                .collect(Collectors.toSet());
        Set<String> found = new HashSet<>();
        if (numbers.isEmpty()) {
            return found;
        }
        Pages pages = engine.services()
                .businessCentral()
                .read(ReadRequest.of("postedSalesInvoiceLines")
                        .with("$select", "systemId,orderNumber")
                        .with(
                                "$filter",
                                numbers.stream()
                                        .map(number -> "orderNumber eq '" + number.replace("'", "''") + "'")
                                        .collect(Collectors.joining(" or "))));
        while (pages.hasNext()) {
            pages.next().rows().forEach(row -> found.add(Columns.text(row, "orderNumber")));
        }
        return found;
    }
}
