package io.koppel.sync;

import io.koppel.odata.ErrorClass;
import io.koppel.odata.ODataService;
import io.koppel.odata.Page;
import io.koppel.odata.Pages;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Exchange rates as Dataverse wants them: units of a currency for one unit of the organization's base currency, computed from
 * Business Central's rates, which are relative to its local currency (table-mappings.md §8.2, dataverse-web-api.md §10.2).
 */
public final class ExchangeRates {
    private static final MathContext EXACT = MathContext.DECIMAL128;

    private final String localCurrency;
    private final String baseCurrency;
    private final int newCurrencyPrecision;
    private final Map<String, Rate> newest;

    /**
     * Units of a currency and what they were worth on a day.
     *
     * @param amount units of the currency
     * @param relationalCurrency blank for the local currency
     * @param relationalAmount units of the relational currency that {@code amount} is worth
     */
    public record Rate(
            String currency,
            LocalDate start,
            BigDecimal amount,
            String relationalCurrency,
            BigDecimal relationalAmount) {}

    /**
     * @param rates every rate of Business Central; for each currency the newest that starts on or before {@code today} counts
     * @param newCurrencyPrecision decimals of a currency that is created in Dataverse
     */
    public ExchangeRates(
            String localCurrency, String baseCurrency, int newCurrencyPrecision, List<Rate> rates, LocalDate today) {
        this.localCurrency = localCurrency;
        this.baseCurrency = baseCurrency.strip();
        this.newCurrencyPrecision = newCurrencyPrecision;
        this.newest = new HashMap<>();
        for (Rate rate : rates) {
            Rate known = newest.get(rate.currency());
            if (!rate.start().isAfter(today) && (known == null || rate.start().isAfter(known.start()))) {
                newest.put(rate.currency(), rate);
            }
        }
    }

    /** Reads rates from Business Central and the base currency from Dataverse. */
    public static ExchangeRates load(Engine engine) {
        return load(engine.services(), engine.company(), engine.clock());
    }

    /** The same before there is an engine. */
    public static ExchangeRates load(Services services, CompanyRow company, Clock clock) {
        ODataService businessCentral = services.businessCentral();
        Pages pages = businessCentral.read(
                ReadRequest.of("currencyExchangeRates")
                        .with(
                                "$select",
                                "currencyCode,startingDate,exchangeRateAmount,relationalCurrencyCode,relationalExchangeRateAmount"));
        List<Rate> rates = new java.util.ArrayList<>();
        while (pages.hasNext()) {
            for (Row row : pages.next().rows()) {
                rates.add(new Rate(
                        text(row, "currencyCode"),
                        LocalDate.parse(text(row, "startingDate")),
                        decimal(row, "exchangeRateAmount"),
                        text(row, "relationalCurrencyCode"),
                        decimal(row, "relationalExchangeRateAmount")));
            }
        }
        ODataService dataverse = services.dataverse();
        Page organizations = dataverse.readPage(
                ReadRequest.of("organizations").with("$select", "_basecurrencyid_value,currencydecimalprecision"));
        Row organization = organizations.rows().get(0);
        Row base = dataverse
                .readOne(
                        "transactioncurrencies(" + organization.get("_basecurrencyid_value") + ")",
                        Map.of("$select", "isocurrencycode"))
                .orElseThrow();
        Object precision = organization.get("currencydecimalprecision");
        return new ExchangeRates(
                company.localCurrency(),
                text(base, "isocurrencycode"),
                precision instanceof Number number ? number.intValue() : 2,
                rates,
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    /** Decimals of a currency that is created in Dataverse: the organization's. */
    public int newCurrencyPrecision() {
        return newCurrencyPrecision;
    }

    /**
     * The {@code exchangerate} of a currency, rounded to 10 decimals.
     *
     * @throws RecordRefused if Business Central has no rate for the currency or for the base currency
     */
    public BigDecimal fromBaseTo(String currency) {
        if (currency.isBlank() || baseCurrency.isBlank()) {
            throw refused("the currency with the ISO code '" + (currency.isBlank() ? currency : baseCurrency)
                    + "' cannot be found, so the rate from '" + baseCurrency + "' to '" + currency
                    + "' cannot be calculated; give both an ISO code");
        }
        if (currency.equals(baseCurrency)) {
            return BigDecimal.ONE;
        }
        BigDecimal rate = perLocalUnit(currency, 0).divide(perLocalUnit(baseCurrency, 0), 10, RoundingMode.HALF_UP);
        if (rate.signum() <= 0) {
            throw refused("the exchange rate from " + baseCurrency + " to " + currency
                    + " is zero; enter an exchange rate in Business Central");
        }
        return rate.stripTrailingZeros();
    }

    /** Units of a currency for one unit of the local currency. */
    private BigDecimal perLocalUnit(String currency, int depth) {
        if (currency.isEmpty() || currency.equals(localCurrency)) {
            return BigDecimal.ONE;
        }
        Rate rate = newest.get(currency);
        if (rate == null
                || rate.relationalAmount().signum() == 0
                || rate.amount().signum() == 0
                || depth > 8) {
            throw refused("Business Central has no exchange rate for " + currency
                    + " that starts today or earlier; enter one under Currencies");
        }
        BigDecimal perRelational = rate.amount().divide(rate.relationalAmount(), EXACT);
        return perRelational.multiply(perLocalUnit(rate.relationalCurrency(), depth + 1), EXACT);
    }

    private static RecordRefused refused(String message) {
        return new RecordRefused(ErrorClass.DATA, "exchangerate", message);
    }

    private static String text(Row row, String column) {
        @Nullable Object value = row.get(column);
        return value == null ? "" : value.toString();
    }

    private static BigDecimal decimal(Row row, String column) {
        Object value = row.get(column);
        return value == null ? BigDecimal.ZERO : new BigDecimal(value.toString());
    }
}
