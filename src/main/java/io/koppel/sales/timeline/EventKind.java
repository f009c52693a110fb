package io.koppel.sales.timeline;

import java.util.Locale;

/** What is told of an order (sales-documents.md §7). */
public enum EventKind {
    RELEASED {
        @Override
        String text(String document) {
            return "The status of the order has changed to Released.";
        }
    },
    SHIPPED {
        @Override
        String text(String document) {
            return "Shipment " + document + " has been created for the order.";
        }
    },
    INVOICED {
        @Override
        String text(String document) {
            return "Invoice " + document + " has been created for the order.";
        }
    };

    /** Text of the post. */
    abstract String text(String document);

    /** The word stored. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static EventKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
