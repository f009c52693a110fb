package io.koppel.sync.rules;

import io.koppel.mapping.Side;
import io.koppel.sync.Item;
import io.koppel.sync.Pass;
import io.koppel.sync.Rule;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Contacts whose company is neither a customer nor a vendor stay in Business Central, silently (table-mappings.md §8.3).
 */
public final class ContactEligible implements Rule {
    private static final String NONE = "00000000-0000-0000-0000-000000000000";

    @Override
    public String name() {
        return "contact-eligible";
    }

    @Override
    public Set<String> columns(Side side) {
        return side == Side.BUSINESS_CENTRAL ? Set.of("customerId", "vendorId") : Set.of();
    }

    @Override
    public @Nullable String ignores(Item item, Pass pass) {
        if (pass.source() != Side.BUSINESS_CENTRAL) {
            return null;
        }
        boolean related =
                isId(item.source().get("customerId")) || isId(item.source().get("vendorId"));
        return related ? null : "the contact's company is neither a customer nor a vendor";
    }

    private static boolean isId(@Nullable Object value) {
        return value != null && !value.toString().isBlank() && !value.equals(NONE);
    }
}
