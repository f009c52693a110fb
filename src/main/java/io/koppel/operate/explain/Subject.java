package io.koppel.operate.explain;

import io.koppel.coupling.Coupling;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The record that is explained, on both sides.
 *
 * @param name what people call it
 */
record Subject(
        TableMapping mapping,
        int scope,
        String name,
        @Nullable Coupling coupling,
        LiveRecord businessCentral,
        LiveRecord dataverse) {

    LiveRecord on(Side side) {
        return side == Side.BUSINESS_CENTRAL ? businessCentral : dataverse;
    }

    /** Its id on a side, as it is there or as the coupling remembers it. */
    @Nullable
    UUID id(Side side) {
        UUID live = on(side).id();
        return live != null ? live : coupling == null ? null : coupling.id(side);
    }

    /** A failure's message without the mapping, record and direction at its beginning, where these were just named. */
    static String bare(@Nullable String message) {
        return message == null ? "" : message.replaceFirst("^\\S+ .*? (to|from) Dataverse: ", "");
    }

    /** {@code CUSTOMER 10000}. */
    String title() {
        return mapping.id() + " " + name;
    }
}
