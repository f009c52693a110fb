package io.koppel.mapping;

/**
 * The settings that choose among mappings, field rows and dependencies of the mapping files: what they exclude is as if it
 * were not written.
 */
public record Models(Ownership ownership, UnitModel units, PriceModel prices, OrderModel orders) {
    /** What the settings say when nobody has set them. */
    public static final Models DEFAULTS = of(Ownership.PERSON);

    /** Unit codes, classic prices and no orders under an ownership model. */
    public static Models of(Ownership ownership) {
        return new Models(ownership, UnitModel.CODES, PriceModel.CLASSIC, OrderModel.NONE);
    }

    /** The same with other units. */
    public Models with(UnitModel other) {
        return new Models(ownership, other, prices, orders);
    }

    /** The same with other prices. */
    public Models with(PriceModel other) {
        return new Models(ownership, units, other, orders);
    }

    /** The same with another integration of sales orders. */
    public Models with(OrderModel other) {
        return new Models(ownership, units, prices, other);
    }
}
