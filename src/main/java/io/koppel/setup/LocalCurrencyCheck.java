package io.koppel.setup;

import io.koppel.odata.ReadRequest;
import io.koppel.odata.ServiceException;
import io.koppel.sync.CompanyRow;
import io.koppel.sync.ExchangeRates;
import io.koppel.sync.RecordRefused;
import io.koppel.sync.Services;
import java.time.Clock;

/**
 * Whether amounts in the company's local currency can be told to Dataverse: it has a currency of that ISO code, or one can be made
 * there because Business Central knows the rate to Dataverse's base currency (setup.md §3, step 7).
 */
final class LocalCurrencyCheck {
    private LocalCurrencyCheck() {}

    /**
     * What was found, in a sentence.
     *
     * @throws ConnectionException if nothing in the local currency could be synchronized
     */
    static String of(Services services, CompanyRow company) {
        String code = company.localCurrency();
        boolean known = !services.dataverse()
                .readPage(ReadRequest.of("transactioncurrencies")
                        .with("$select", "transactioncurrencyid")
                        .with("$filter", "isocurrencycode eq '" + code.replace("'", "''") + "'")
                        .with("$top", "1"))
                .rows()
                .isEmpty();
        if (known) {
            return "Dataverse has '" + code + "'";
        }
        try {
            ExchangeRates.load(services, company, Clock.systemUTC()).fromBaseTo(code);
            return "Dataverse has no '" + code + "' yet; it is made when it is needed first";
        } catch (RecordRefused e) {
            throw new ConnectionException(
                    "the local currency '" + code
                            + "' of Business Central matches no ISO currency code in Dataverse and"
                            + " cannot be made there: " + e.getMessage(),
                    e);
        } catch (ServiceException e) {
            throw new ConnectionException(
                    "the local currency '" + code
                            + "' of Business Central matches no ISO currency code in Dataverse, and"
                            + " its rate cannot be read: " + e.getMessage() + "; create the currency in Dataverse",
                    e);
        }
    }
}
