package io.koppel.sync;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.OptionMapping;
import io.koppel.mapping.BusinessCentralEnd;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.Row;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How the records of a mapping are addressed and dated on each side. */
public final class Records {
    private final TableMapping mapping;
    private final BusinessCentralEnd.Api api;

    public Records(TableMapping mapping) {
        this.mapping = mapping;
        this.api = mapping.businessCentral().api();
    }

    /** Resource path of the set on a side; the surface stands before it unless it is the default one. */
    public String path(Side side) {
        if (side == Side.DATAVERSE) {
            return mapping.dataverse().entitySet();
        }
        String set = mapping.businessCentral().entitySet();
        return api.equals(BusinessCentralEnd.Api.COMPANION) ? set : api.key() + "/" + set;
    }

    /** Column that holds the record's key on a side. */
    public String keyColumn(Side side) {
        return side == Side.DATAVERSE
                ? mapping.dataverse().key()
                : mapping.businessCentral().key();
    }

    /** Column that people know the record by. */
    public String labelColumn(Side side) {
        return side == Side.DATAVERSE
                ? mapping.dataverse().name()
                : mapping.businessCentral().number();
    }

    /** Column with the time of the last change, null if the set has none. */
    public @Nullable String stampColumn(Side side) {
        if (side == Side.DATAVERSE) {
            return mapping.dataverse().isChoice() ? null : mapping.dataverse().stamp();
        }
        return mapping.businessCentral().stamp();
    }

    /** Column with the user of the last change, null if the set has none. */
    public @Nullable String modifierColumn(Side side) {
        return side == Side.DATAVERSE
                ? "_modifiedby_value"
                : mapping.businessCentral().modifiedBy();
    }

    /** Whether Business Central records are addressed by their business key, as published pages are. */
    public boolean byBusinessKey() {
        return api.equals(BusinessCentralEnd.Api.PAGES);
    }

    /** Whether a new Business Central record takes the id that Koppel chooses (business-central-api.md §6). */
    public boolean acceptsChosenId(Side side) {
        return side == Side.DATAVERSE || api.equals(BusinessCentralEnd.Api.COMPANION);
    }

    /** The record's id; published pages and options have none, so it is made of the business key, or of column and value. */
    public UUID id(Side side, Row row) {
        Object key = row.get(keyColumn(side));
        if (key == null) {
            throw new IllegalStateException(mapping.id() + ": a row of " + path(side) + " came without its key "
                    + keyColumn(side) + "; expected it because the request selects it");
        }
        if (side == Side.DATAVERSE && mapping.dataverse().isChoice()) {
            return OptionMapping.idOf(ChoiceSource.column(mapping), ((Number) key).intValue());
        }
        return side == Side.BUSINESS_CENTRAL && byBusinessKey()
                ? UUID.nameUUIDFromBytes(key.toString().getBytes(StandardCharsets.UTF_8))
                : UUID.fromString(key.toString());
    }

    /** Path of one record. */
    public String path(Side side, UUID id, @Nullable String number) {
        if (side == Side.BUSINESS_CENTRAL && byBusinessKey()) {
            String key = number == null ? "" : number.replace("'", "''");
            return path(side) + "(" + keyColumn(side) + "='" + key + "')";
        }
        return path(side) + "(" + id + ")";
    }

    /** Time of the record's last change in milliseconds, 0 if the set has none. */
    public long stamp(Side side, Row row) {
        String column = stampColumn(side);
        return column == null ? 0 : milliseconds(row.get(column));
    }

    /** The row version in a Dataverse ETag, 0 on Business Central. */
    public static long version(Side side, Row row) {
        return side == Side.DATAVERSE ? version(row.etag()) : 0;
    }

    /** The number in {@code W/"4100201"}, 0 if there is none. */
    public static long version(@Nullable String etag) {
        if (etag == null) {
            return 0;
        }
        long version = 0;
        for (int i = 0; i < etag.length(); i++) {
            char c = etag.charAt(i);
            if (c >= '0' && c <= '9') {
                version = version * 10 + (c - '0');
            }
        }
        return version;
    }

    /** What people call the record. */
    public @Nullable String label(Side side, Row row) {
        Object label = row.get(labelColumn(side));
        return label == null ? null : label.toString();
    }

    /** A service's date-time in milliseconds, 0 for empty and for 0001-01-01. */
    public static long milliseconds(@Nullable Object dateTime) {
        if (dateTime == null) {
            return 0;
        }
        String text = dateTime.toString();
        long quick = StampText.milliseconds(text);
        if (quick >= 0) {
            return quick;
        }
        try {
            return Math.max(0, Instant.parse(text).toEpochMilli());
        } catch (DateTimeParseException e) {
            return 0;
        }
    }

    /** How a record of a side is asked for: by id, or by business key where the surface knows no ids. */
    String key(Side side, @Nullable Coupling coupling, UUID id) {
        String number = coupling == null ? null : coupling.number();
        return side == Side.BUSINESS_CENTRAL && byBusinessKey() && number != null ? number : id.toString();
    }
}
