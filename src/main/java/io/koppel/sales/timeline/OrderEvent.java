package io.koppel.sales.timeline;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * One thing that happened to an order.
 *
 * @param post id of the post that tells it; follows from what is told, so that it can be written once only
 * @param order {@code salesorderid}
 * @param document number of the shipment or invoice; of the order for its release
 */
public record OrderEvent(UUID post, UUID order, EventKind kind, String document) {
    /** The n-th release of an order. */
    static OrderEvent released(UUID order, String number, int release) {
        return new OrderEvent(
                id(order, EventKind.RELEASED, String.valueOf(release)), order, EventKind.RELEASED, number);
    }

    /** A posted shipment or invoice of an order. */
    static OrderEvent posted(UUID order, EventKind kind, UUID document, String number) {
        return new OrderEvent(id(order, kind, document.toString()), order, kind, number);
    }

    /** Text of the post. */
    public String text() {
        return kind.text(document);
    }

    private static UUID id(UUID order, EventKind kind, String what) {
        return UUID.nameUUIDFromBytes(
                ("post " + order + " " + kind.word() + " " + what).getBytes(StandardCharsets.UTF_8));
    }
}
