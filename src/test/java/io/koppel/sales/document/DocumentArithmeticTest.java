package io.koppel.sales.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * The amounts of a document agree on both sides to the smallest unit of its currency: Business Central reckons from what is sent,
 * Dataverse from its own columns (sales-documents.md §1.5, §1.7; dataverse-web-api.md §10.5).
 */
class DocumentArithmeticTest {
    private static final DocumentComposer ORDER = new DocumentComposer(ContentRules.ORDER);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** A line with the decimals its currency has. */
    private static Arbitrary<SalesLine> line(int decimals) {
        Arbitrary<BigDecimal> quantity = Arbitraries.bigDecimals()
                .between(BigDecimal.ONE, BigDecimal.valueOf(999))
                .ofScale(0);
        Arbitrary<BigDecimal> price = Arbitraries.bigDecimals()
                .between(BigDecimal.TEN, BigDecimal.valueOf(9_999))
                .ofScale(decimals);
        Arbitrary<BigDecimal> discount = Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, BigDecimal.valueOf(4))
                .ofScale(decimals);
        return Combinators.combine(quantity, price, discount, discount)
                .as((pieces, each, volume, manual) -> new SalesLine(
                        UUID.randomUUID(), 1, UUID.randomUUID(), null, null, null, pieces, each, volume, manual, null));
    }

    /** A document as Dataverse has reckoned it. */
    record Reckoned(SalesDocument document, int decimals, BigDecimal total) {}

    @Provide
    Arbitrary<Reckoned> documents() {
        Arbitrary<Integer> decimals = Arbitraries.of(0, 2, 3, 4);
        return decimals.flatMap(scale -> Combinators.combine(
                        line(scale).list().ofMinSize(1).ofMaxSize(8),
                        Arbitraries.bigDecimals()
                                .between(BigDecimal.ZERO, BigDecimal.valueOf(30))
                                .ofScale(2),
                        Arbitraries.bigDecimals()
                                .between(BigDecimal.ZERO, BigDecimal.valueOf(5))
                                .ofScale(scale),
                        Arbitraries.bigDecimals()
                                .between(BigDecimal.ZERO, BigDecimal.valueOf(500))
                                .ofScale(scale))
                .as((lines, percent, amount, freight) -> reckoned(lines, percent, amount, freight, scale)));
    }

    private static Reckoned reckoned(
            List<SalesLine> lines, BigDecimal percent, BigDecimal amount, BigDecimal freight, int scale) {
        BigDecimal total = BigDecimal.ZERO;
        for (SalesLine line : lines) {
            BigDecimal base = line.unitPrice()
                    .subtract(line.volumeDiscount())
                    .multiply(line.quantity())
                    .setScale(scale, RoundingMode.HALF_UP);
            total = total.add(base.subtract(line.manualDiscount()));
        }
        BigDecimal discount = amount.add(total.multiply(percent).divide(HUNDRED, 20, RoundingMode.HALF_UP))
                .setScale(scale, RoundingMode.HALF_UP);
        BigDecimal less = total.subtract(discount);
        SalesHeader header = new SalesHeader(
                UUID.randomUUID(),
                "ORD-1",
                "Order",
                null,
                null,
                null,
                SalesAddress.NONE,
                SalesAddress.NONE,
                null,
                null,
                null,
                percent,
                amount,
                freight,
                total,
                less,
                null);
        return new Reckoned(new SalesDocument(header, lines), scale, less.add(freight));
    }

    private static DocumentFacts facts(int decimals, BigDecimal includedTax) {
        return new DocumentFacts(
                UUID.randomUUID(),
                "",
                decimals,
                new SalesSetup(LineType.ITEM, null, "40450"),
                line -> new LineProduct(LineType.ITEM, "1000", "Thing", includedTax),
                null,
                choice -> null,
                choice -> null,
                choice -> null);
    }

    /** What Business Central makes of a line: quantity × price rounded to the currency, less the discount. */
    private static BigDecimal amount(Map<String, Object> line, int decimals) {
        BigDecimal price = (BigDecimal) line.get("unitPrice");
        BigDecimal gross = price.multiply((BigDecimal) line.get("quantity")).setScale(decimals, RoundingMode.HALF_UP);
        Object discount = line.get("discountAmount");
        return discount == null ? gross : gross.subtract((BigDecimal) discount);
    }

    @Property(tries = 1000)
    void totalsWithoutVatAgreeToTheSmallestUnit(@ForAll("documents") Reckoned reckoned) {
        ComposedDocument composed = ORDER.compose(reckoned.document(), facts(reckoned.decimals(), null));

        BigDecimal total = BigDecimal.ZERO;
        for (Map<String, Object> line : composed.lines()) {
            total = total.add(amount(line, reckoned.decimals()));
        }
        BigDecimal discount = composed.invoiceDiscount();
        assertThat(discount == null ? total : total.subtract(discount)).isEqualByComparingTo(reckoned.total());
    }

    @Property(tries = 1000)
    void aPriceWithVatComesBackWithTheTaxPutOnAgain(
            @ForAll("documents") Reckoned reckoned, @ForAll("rates") BigDecimal rate) {
        ComposedDocument composed = ORDER.compose(reckoned.document(), facts(reckoned.decimals(), rate));

        List<SalesLine> lines = reckoned.document().lines();
        BigDecimal half = new BigDecimal("0.00001");
        for (int i = 0; i < lines.size(); i++) {
            BigDecimal net = (BigDecimal) composed.lines().get(i).get("unitPrice");
            BigDecimal gross = net.multiply(HUNDRED.add(rate)).divide(HUNDRED);
            assertThat(net.scale()).isEqualTo(5);
            assertThat(gross.subtract(lines.get(i).unitPrice()).abs()).isLessThanOrEqualTo(half);
        }
    }

    /**
     * Currency, VAT, discounts and freight together, each line with or without VAT in its price: what Business Central reckons is off
     * the exact amount by no more than half a unit of the currency a line, and what five decimals of a price make of its quantity.
     */
    @Property(tries = 1000)
    void withAllFourVariedTheTotalIsExactButForRounding(
            @ForAll("documents") Reckoned reckoned, @ForAll("rates") BigDecimal rate, @ForAll long which) {
        List<SalesLine> lines = reckoned.document().lines();
        Function<SalesLine, BigDecimal> tax = line -> (which >> lines.indexOf(line) & 1) == 0 ? null : rate;
        DocumentFacts plain = facts(reckoned.decimals(), null);
        ComposedDocument composed = ORDER.compose(
                reckoned.document(),
                new DocumentFacts(
                        plain.customer(),
                        plain.currencyCode(),
                        plain.amountDecimals(),
                        plain.setup(),
                        line -> new LineProduct(LineType.ITEM, "1000", "Thing", tax.apply(line)),
                        null,
                        plain.shippingAgents(),
                        plain.paymentTerms(),
                        plain.shipmentMethods()));

        SalesHeader header = reckoned.document().header();
        BigDecimal exact = header.freight().subtract(header.lineTotal().subtract(header.totalLessFreight()));
        BigDecimal bound = BigDecimal.ZERO;
        for (SalesLine line : lines) {
            BigDecimal of = tax.apply(line) == null ? HUNDRED : HUNDRED.add(rate);
            exact = exact.add(line.quantity()
                            .multiply(line.unitPrice())
                            .multiply(HUNDRED)
                            .divide(of, 20, RoundingMode.HALF_UP))
                    .subtract(line.discount());
            bound = bound.add(BigDecimal.ONE.movePointLeft(reckoned.decimals()))
                    .add(line.quantity().multiply(new BigDecimal("0.000005")));
        }
        BigDecimal total = BigDecimal.ZERO;
        for (Map<String, Object> line : composed.lines()) {
            total = total.add(amount(line, reckoned.decimals()));
        }
        BigDecimal discount = composed.invoiceDiscount();
        assertThat((discount == null ? total : total.subtract(discount))
                        .subtract(exact)
                        .abs())
                .isLessThanOrEqualTo(bound);
    }

    @Provide
    Arbitrary<BigDecimal> rates() {
        return Arbitraries.of("5", "7", "8.1", "19", "20", "25", "27").map(BigDecimal::new);
    }

    @Property(tries = 1000)
    void textsAreCutIntoPiecesThatFitAndLoseNothing(@ForAll("texts") String text) {
        SalesLine written = new SalesLine(
                UUID.randomUUID(),
                1,
                null,
                null,
                null,
                text,
                BigDecimal.ONE,
                BigDecimal.ONE,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                null);
        Descriptions of = Descriptions.of(written, "", false);

        List<String> all = new ArrayList<>();
        all.add(of.own() == null ? "" : of.own());
        all.addAll(of.comments());
        assertThat(String.join("", all)).isEqualTo(text);
        assertThat(all).allSatisfy(piece -> assertThat(piece.length()).isLessThanOrEqualTo(100));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars('a', 'Z', 'ß', '€')
                .withChars("😀".toCharArray())
                .ofMinLength(1)
                .ofMaxLength(400)
                .map(text -> new String(
                        text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        java.nio.charset.StandardCharsets.UTF_8));
    }
}
