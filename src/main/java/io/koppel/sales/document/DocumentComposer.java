package io.koppel.sales.document;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts a document of Sales into Business Central's words, field by field in its order (sales-documents.md §1.4–1.7, §3.3). */
public final class DocumentComposer {
    /** Between two lines, comment lines included. */
    private static final int LINE_STEP = 10_000;

    /** Unit prices have five decimals (business-central-api.md §7). */
    private static final int PRICE_DECIMALS = 5;

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final ContentRules rules;

    public DocumentComposer(ContentRules rules) {
        this.rules = rules;
    }

    /**
     * Composes a document.
     *
     * @throws DocumentRefused if something on it has no counterpart
     */
    public ComposedDocument compose(SalesDocument document, DocumentFacts facts) {
        List<Map<String, @Nullable Object>> lines = new ArrayList<>();
        for (SalesLine line : document.lines()) {
            product(lines, line, facts);
        }
        freight(lines, document.header(), facts.setup());
        return new ComposedDocument(
                header(document.header(), facts), lines, invoiceDiscount(document.header(), facts.amountDecimals()));
    }

    private Map<String, @Nullable Object> header(SalesHeader header, DocumentFacts facts) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("dataverseId", header.id().toString());
        columns.put("customerId", facts.customer().toString());
        columns.put("yourReference", SalesHeader.reference(header.number()));
        columns.put("currencyCode", facts.currencyCode());
        if (header.requestedDelivery() != null) {
            columns.put("requestedDeliveryDate", header.requestedDelivery());
        }
        if (rules.validUntil() && header.validUntil() != null) {
            columns.put("validUntilDate", header.validUntil());
        }
        columns.putAll(header.billTo().columns("billTo", rules.cityFirst()));
        columns.putAll(header.shipTo().columns("shipTo", rules.cityFirst()));
        option(columns, "shippingAgentCode", header.shippingMethod(), facts.shippingAgents());
        option(columns, "paymentTermsCode", header.paymentTerms(), facts.paymentTerms());
        option(columns, "shipmentMethodCode", header.freightTerms(), facts.shipmentMethods());
        if (rules.paymentDiscount() && header.discountPercent().signum() != 0) {
            columns.put("paymentDiscountPercent", header.discountPercent());
        }
        columns.put("externalDocumentNumber", Texts.cut(header.name(), Lengths.REFERENCE));
        if (header.description() != null && !header.description().isBlank()) {
            columns.put("workDescription", header.description());
        }
        return columns;
    }

    /** A choice without option mapping leaves what Business Central takes by itself (sales-documents.md §11). */
    private static void option(
            Map<String, @Nullable Object> columns,
            String column,
            @Nullable Integer choice,
            Function<Integer, @Nullable String> codes) {
        String code = choice == null ? null : codes.apply(choice);
        if (code != null) {
            columns.put(column, code);
        }
    }

    private void product(List<Map<String, @Nullable Object>> lines, SalesLine line, DocumentFacts facts) {
        LineProduct product = line.product() == null
                ? writeIn(facts.setup())
                : facts.products().apply(line);
        Descriptions texts = Descriptions.of(line, product.description(), rules.repeatsDescription());
        int number = (lines.size() + 1) * LINE_STEP;
        Map<String, @Nullable Object> columns = line(number, product.type());
        columns.put("number", product.number());
        if (texts.own() != null) {
            columns.put("description", texts.own());
        }
        Function<SalesLine, String> units = facts.units();
        if (units != null && line.unit() != null) {
            columns.put("unitOfMeasureCode", units.apply(line));
        }
        columns.put("quantity", line.quantity());
        columns.put("unitPrice", price(line, product));
        BigDecimal base = line.baseAmount();
        if (rules.lineAmount() && base != null) {
            columns.put("lineAmount", base.setScale(facts.amountDecimals(), RoundingMode.HALF_UP));
        }
        BigDecimal discount = line.discount().setScale(facts.amountDecimals(), RoundingMode.HALF_UP);
        if (discount.signum() != 0 || rules.lineAmount()) {
            columns.put("discountAmount", discount);
        }
        lines.add(columns);
        for (String comment : texts.comments()) {
            Map<String, @Nullable Object> more = line((lines.size() + 1) * LINE_STEP, LineType.COMMENT);
            more.put("attachedToLineNumber", number);
            more.put("description", comment);
            lines.add(more);
        }
    }

    private static Map<String, @Nullable Object> line(int number, LineType type) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("lineNumber", number);
        columns.put("type", type.wire());
        return columns;
    }

    /**
     * What stands for a product written in by hand.
     *
     * @throws DocumentRefused if the set-up names nothing
     */
    public static LineProduct writeIn(SalesSetup setup) {
        String number = setup.writeInNumber();
        if (number == null) {
            throw new DocumentRefused(
                    "productid",
                    "it has a product written in by hand, and Sales & Receivables Setup of Business Central names none for"
                            + " such lines; choose a default write-in product there");
        }
        return new LineProduct(setup.writeInType(), number, "", null);
    }

    /** A price that contains VAT is sent without, for items whose customers' VAT group is the document's. */
    private BigDecimal price(SalesLine line, LineProduct product) {
        BigDecimal tax = product.includedTax();
        if (!rules.takesOutTax() || tax == null) {
            return line.unitPrice();
        }
        return line.unitPrice().multiply(HUNDRED).divide(HUNDRED.add(tax), PRICE_DECIMALS, RoundingMode.HALF_UP);
    }

    private static void freight(List<Map<String, @Nullable Object>> lines, SalesHeader header, SalesSetup setup) {
        if (header.freight().signum() <= 0) {
            return;
        }
        String account = setup.freightAccount();
        if (account == null) {
            throw new DocumentRefused("freightamount", NO_FREIGHT_ACCOUNT);
        }
        Map<String, @Nullable Object> columns = line((lines.size() + 1) * LINE_STEP, LineType.ACCOUNT);
        columns.put("number", account);
        columns.put("description", FREIGHT);
        columns.put("quantity", BigDecimal.ONE);
        columns.put("unitPrice", header.freight());
        lines.add(columns);
    }

    /** Why an order with freight is refused that Business Central has no account for. */
    public static final String NO_FREIGHT_ACCOUNT =
            "it has freight, and the Freight G/L Acc. No. must have a value in Sales & Receivables Setup of Business"
                    + " Central; choose an account there";

    /** What a freight line is called. */
    public static final String FREIGHT = "Freight Amount";

    /** The invoice discount of a document, null for none (sales-documents.md §1.7). */
    public static @Nullable BigDecimal invoiceDiscount(SalesHeader header, int decimals) {
        if (header.discountAmount().signum() == 0 && header.discountPercent().signum() == 0) {
            return null;
        }
        BigDecimal discount =
                header.lineTotal().subtract(header.totalLessFreight()).setScale(decimals, RoundingMode.HALF_UP);
        return discount.signum() == 0 ? null : discount;
    }
}
