package io.koppel.sandbox.demo;

import java.math.BigDecimal;
import java.util.List;

/** The small tables of the demonstration company, and names to make people of. */
public final class DemoCodes {
    public static final List<DemoCompany.Currency> CURRENCIES = List.of(
            currency("CHF", "Schweizer Franken", "CHF", "0.9421"),
            currency("CZK", "Česká koruna", "Kč", "24.9830"),
            currency("DKK", "Dansk krone", "kr", "7.4601"),
            currency("GBP", "Pound Sterling", "£", "0.8537"),
            currency("NOK", "Norsk krone", "kr", "11.7264"),
            currency("PLN", "Polski złoty", "zł", "4.2785"),
            currency("SEK", "Svensk krona", "kr", "11.0942"),
            currency("USD", "US Dollar", "$", "1.0836"));

    public static final List<DemoCompany.Code> PAYMENT_TERMS = List.of(
            new DemoCompany.Code("10 DAYS", "Net 10 days"),
            new DemoCompany.Code("14 DAYS", "Net 14 days"),
            new DemoCompany.Code("1M(8D)", "1 Month/2% 8 days"),
            new DemoCompany.Code("30 DAYS", "Net 30 days"),
            new DemoCompany.Code("60 DAYS", "Net 60 days"),
            new DemoCompany.Code("CM", "Current Month"),
            new DemoCompany.Code("COD", "Cash on delivery"));

    public static final List<DemoCompany.Code> SHIPMENT_METHODS = List.of(
            new DemoCompany.Code("CFR", "Cost and Freight"),
            new DemoCompany.Code("CIF", "Cost Insurance and Freight"),
            new DemoCompany.Code("EXW", "Ex Warehouse"),
            new DemoCompany.Code("FOB", "Free on Board"),
            new DemoCompany.Code("PICKUP", "Abholung durch den Kunden"));

    public static final List<DemoCompany.Code> SHIPPING_AGENTS = List.of(
            new DemoCompany.Code("DHL", "DHL Systems, Inc."),
            new DemoCompany.Code("FEDEX", "Federal Express Corporation"),
            new DemoCompany.Code("OWN LOG.", "Own Logistics"),
            new DemoCompany.Code("UPS", "United Parcel Service of America, Inc."));

    /** Given names; some with marks, to see that these survive. */
    public static final List<String> FIRST_NAMES = List.of(
            "Anna",
            "Björn",
            "Chloé",
            "David",
            "Elif",
            "François",
            "Grażyna",
            "Håkon",
            "Inés",
            "Jürgen",
            "Katarzyna",
            "Lars",
            "Müjde",
            "Niamh",
            "Oskar",
            "Pia",
            "Quentin",
            "Renée",
            "Søren",
            "Thérèse",
            "Ursula",
            "Václav",
            "Wiebke",
            "Xenia",
            "Yusuf",
            "Zoë");

    public static final List<String> LAST_NAMES = List.of(
            "Ahrens",
            "Bäumler",
            "Czajkowski",
            "Dvořák",
            "Eriksson",
            "Fröhlich",
            "García",
            "Höß",
            "Iversen",
            "Jansen",
            "Kühn",
            "Lefèvre",
            "Møller",
            "Núñez",
            "O'Brien",
            "Pérez",
            "Quist",
            "Rößler",
            "Schäfer",
            "Thorvaldsen",
            "Ungerer",
            "van der Berg",
            "Weiß",
            "Yılmaz",
            "Zieliński");

    /** Cities with post code and country, for seeds. */
    public static final List<DemoCompany.Address> PLACES = List.of(
            new DemoCompany.Address("Hauptstraße", "", "10115", "Berlin", "DE"),
            new DemoCompany.Address("Bahnhofstraße", "", "80331", "München", "DE"),
            new DemoCompany.Address("Rue de la République", "", "69002", "Lyon", "FR"),
            new DemoCompany.Address("High Street", "", "OX1 4BH", "Oxford", "GB"),
            new DemoCompany.Address("Storgatan", "", "753 31", "Uppsala", "SE"),
            new DemoCompany.Address("Calle Mayor", "", "28013", "Madrid", "ES"),
            new DemoCompany.Address("Main Street", "", "60601", "Chicago", "US"),
            new DemoCompany.Address("Ringstrasse", "", "6003", "Luzern", "CH"));

    /** What companies do, for seeds. */
    public static final List<String> TRADES = List.of(
            "Möbel",
            "Bakery",
            "Optik",
            "Logistics",
            "Maschinenbau",
            "Café",
            "Textiles",
            "Werkzeuge",
            "Pharma",
            "Sports");

    public static final List<String> FORMS = List.of("GmbH", "AG", "Ltd.", "B.V.", "SARL", "Inc.", "KG", "AB");

    private DemoCodes() {}

    private static DemoCompany.Currency currency(String code, String name, String symbol, String rate) {
        return new DemoCompany.Currency(code, name, symbol, new BigDecimal(rate));
    }
}
