package io.koppel.mapping;

/** Which of the two exclusive designs of sales order integration is in use (sales-documents.md, first table). */
public enum OrderModel {
    /** Orders are not integrated. */
    NONE("none"),
    /** A submitted order of Sales becomes an order of Business Central once; headers of released orders are sent back. */
    SUBMITTED("submitted"),
    /** Headers and lines are synchronized both ways by table mappings. */
    BIDIRECTIONAL("bidirectional");

    private final String key;

    OrderModel(String key) {
        this.key = key;
    }

    /** The word used in mapping files and in the setting {@code koppel.sales.orders}. */
    public String key() {
        return key;
    }

    /** @throws IllegalArgumentException if no order model is written {@code key} */
    public static OrderModel of(String key) {
        for (OrderModel model : values()) {
            if (model.key.equals(key)) {
                return model;
            }
        }
        throw new IllegalArgumentException(
                "unknown order model '" + key + "', expected none, submitted or bidirectional");
    }
}
