package io.koppel.mapping.test;

import io.koppel.mapping.Lookups;
import io.koppel.mapping.Side;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Couplings as a mapping test gives them: by mapping, Business Central id, number or code to Dataverse id or option. The
 * Business Central value {@code LCY} of a currency stands for the local currency.
 */
record GivenLookups(Map<String, Map<String, String>> couplings, Map<String, String> entitySets) implements Lookups {
    private static final String LOCAL = "LCY";

    @Override
    public Answer coupled(List<String> mappings, Side from, String reference, boolean byNumber) {
        for (String mapping : mappings) {
            String partner = partner(mapping, from, reference);
            if (partner != null) {
                return new Answer.Partner(partner, from == Side.BUSINESS_CENTRAL ? entitySets.get(mapping) : null);
            }
        }
        return new Answer.NotCoupled("");
    }

    @Override
    public Answer option(String mapping, Side from, String reference, boolean byNumber) {
        String partner = partner(mapping, from, reference);
        return partner == null ? new Answer.NotCoupled("") : new Answer.Partner(partner, null);
    }

    @Override
    public Answer currency(String mapping, Side from, String reference, boolean byNumber) {
        String partner = partner(mapping, from, reference.isEmpty() ? LOCAL : reference);
        if (partner == null) {
            return new Answer.NotCoupled("");
        }
        return partner.equals(LOCAL)
                ? new Answer.Blank()
                : new Answer.Partner(partner, from == Side.BUSINESS_CENTRAL ? entitySets.get(mapping) : null);
    }

    private @Nullable String partner(String mapping, Side from, String reference) {
        Map<String, String> pairs = couplings.getOrDefault(mapping, Map.of());
        if (from == Side.BUSINESS_CENTRAL) {
            return pairs.get(reference);
        }
        return pairs.entrySet().stream()
                .filter(pair -> pair.getValue().equals(reference))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }
}
