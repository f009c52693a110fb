package io.koppel.mapping;

/**
 * The settings that choose among mappings, field rows and dependencies of the mapping files: what they exclude is as if it
 * were not written.
 */
public record Models(Ownership ownership, UnitModel units, PriceModel prices) {
    /** What the settings say when nobody has set them. */
    public static final Models DEFAULTS = of(Ownership.PERSON);

    /** Unit codes and classic prices under an ownership model. */
    public static Models of(Ownership ownership) {
        return new Models(ownership, UnitModel.CODES, PriceModel.CLASSIC);
    }

    /** The same with other units. */
    public Models with(UnitModel other) {
        return new Models(ownership, other, prices);
    }

    /** The same with other prices. */
    public Models with(PriceModel other) {
        return new Models(ownership, units, other);
    }
}
