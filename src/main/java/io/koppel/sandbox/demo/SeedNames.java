package io.koppel.sandbox.demo;

import java.util.Locale;
import java.util.UUID;

/** Names, addresses and ids for any number of records, the same for the same seed on either side. */
public final class SeedNames {
    private final long seed;

    public SeedNames(long seed) {
        this.seed = seed;
    }

    /** A number that only depends on seed, record and purpose, from 0 to below {@code bound}. */
    public int pick(int record, int purpose, int bound) {
        return (int) Long.remainderUnsigned(mix(record, purpose), bound);
    }

    /** The id of a record. */
    public UUID id(String kind, int record) {
        int salt = kind.hashCode();
        long high = (mix(record, salt) & ~0xF000L) | 0x4000L;
        long low = (mix(record, salt + 1) & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** The name of a company; the number in it keeps names apart. */
    public String company(int record) {
        return of(DemoCodes.LAST_NAMES, record, 1) + " " + of(DemoCodes.TRADES, record, 2) + " "
                + String.format(Locale.ROOT, "%06d", record) + " " + of(DemoCodes.FORMS, record, 3);
    }

    public DemoCompany.Address address(int record) {
        DemoCompany.Address place = of(DemoCodes.PLACES, record, 4);
        return new DemoCompany.Address(
                place.line1() + " " + (1 + pick(record, 5, 200)), "", place.postCode(), place.city(), place.country());
    }

    public String firstName(int record) {
        return of(DemoCodes.FIRST_NAMES, record, 6);
    }

    public String lastName(int record) {
        return of(DemoCodes.LAST_NAMES, record, 7);
    }

    public String phone(int record) {
        return "+49 30 " + (1_000_000 + pick(record, 8, 9_000_000));
    }

    public String email(String kind, int record) {
        return kind + record + "@seed" + seed + ".example";
    }

    public <T> T of(java.util.List<T> list, int record, int purpose) {
        return list.get(pick(record, purpose, list.size()));
    }

    private long mix(int record, int purpose) {
        long x = seed * 0x9E3779B97F4A7C15L + record * 0xBF58476D1CE4E5B9L + purpose * 0x94D049BB133111EBL;
        x = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31);
    }
}
