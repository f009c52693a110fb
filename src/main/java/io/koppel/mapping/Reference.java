package io.koppel.mapping;

import java.util.List;

/**
 * A question a transfer will ask of {@link Lookups}.
 *
 * @param kind which of its methods
 * @param mappings the mappings in question; exactly one for options and currencies
 * @param from side the reference comes from
 * @param value id, number, code or choice integer, in the form the method gets; blank only for currencies
 * @param byNumber as in {@link Lookups#coupled}
 */
public record Reference(Kind kind, List<String> mappings, Side from, String value, boolean byNumber) {
    /** What a reference leads to. */
    public enum Kind {
        COUPLED,
        OPTION,
        CURRENCY
    }
}
