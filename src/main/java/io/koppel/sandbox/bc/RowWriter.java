package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.JsonOut;
import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Writes rows of a set as JSON. Not for several threads. */
final class RowWriter {
    private static final byte[] ETAG = JsonOut.nameBytes("@odata.etag");
    private static final String YEAR_ONE = "\"0001-01-01T00:00:00Z\"";

    private final BcData data;
    private final EntitySet set;
    private final RowReader reader;
    private final List<Emitter> emitters;
    private final List<Expansion> expansions;

    /** Writes one property. */
    interface Emitter {
        void emit(RowReader row, JsonOut out);
    }

    /** A navigation property to show inside. */
    record Expansion(Navigation navigation, EntitySet target, RowWriter writer) {}

    RowWriter(BcData data, EntitySet set, List<Property> properties, List<Expansion> expansions) {
        this.data = data;
        this.set = set;
        this.expansions = expansions;
        this.reader = new RowReader(set.table().rows().schema());
        this.emitters = properties.equals(set.properties())
                ? data.cachedEmitters(set, () -> emitters(properties))
                : emitters(properties);
    }

    private List<Emitter> emitters(List<Property> properties) {
        List<Emitter> made = new ArrayList<>();
        properties.forEach(property -> made.add(emitter(data, set, property)));
        return List.copyOf(made);
    }

    private static Emitter emitter(BcData data, EntitySet set, Property property) {
        byte[] name = JsonOut.nameBytes(property.name());
        Field field = property.field();
        if (field == null || property.isOption()) {
            return (row, out) -> {
                out.name(name);
                value(out, shown(data, set, property, row.row()));
            };
        }
        JsonOut empty = new JsonOut();
        value(empty, property.kind().empty());
        byte[] nothing = empty.toBytes();
        return (row, out) -> {
            out.name(name);
            if (!row.write(field.column(), out, true)) {
                out.literal(nothing, 0, nothing.length);
            }
        };
    }

    /** The value as the surface shows it: enums encoded on API pages, as text on published ones. */
    static Object shown(BcData data, EntitySet set, Property property, Row row) {
        Object raw = raw(data, set, property, row);
        if (!property.isOption()) {
            return raw;
        }
        String member = (String) raw;
        return set.surface().isApi() ? Computed.encoded(member) : member.isEmpty() ? " " : member;
    }

    /** The value before enums are encoded; empty values as the field's kind shows them. */
    static Object raw(BcData data, EntitySet set, Property property, Row row) {
        Field field = property.field();
        if (field == null) {
            return Computed.value(data, set, property, row);
        }
        Object value = row.get(field.column());
        return value != null ? value : firstOption(data, field);
    }

    /** An enum without a blank member starts at its first. */
    private static Object firstOption(BcData data, Field field) {
        if (field.kind() != FieldKind.OPTION) {
            return field.kind().empty();
        }
        return data.model().enums().getOrDefault(field.options(), List.of("")).get(0);
    }

    void write(Row row, JsonOut out) {
        out.beginObject();
        members(row, out);
        out.endObject();
    }

    /** The members alone, for a row that stands at the top of an answer. */
    void members(Row row, JsonOut out) {
        reader.at(row);
        out.name(ETAG);
        byte[] etag = ("\"W/\\\"" + ETags.opaque(row) + "\\\"\"").getBytes(StandardCharsets.ISO_8859_1);
        out.literal(etag, 0, etag.length);
        for (Emitter emitter : emitters) {
            emitter.emit(reader, out);
        }
        for (Expansion expansion : expansions) {
            out.name(expansion.navigation().name());
            if (expansion.navigation().many()) {
                out.beginArray();
                data.linked(
                                expansion.target(),
                                expansion.navigation(),
                                expansion.navigation().link(set, row))
                        .forEach(one -> expansion.writer().write(one, out));
                out.endArray();
                continue;
            }
            Row target = data.byKey(
                    expansion.target().table().name(),
                    set.table().text(row, expansion.navigation().field()));
            if (target == null) {
                out.nothing();
            } else {
                expansion.writer().write(target, out);
            }
        }
    }

    private static void value(JsonOut out, Object value) {
        if (value instanceof Instant instant) {
            if (instant.toEpochMilli() < 0 && instant.toString().startsWith("0001")) {
                out.literal(YEAR_ONE);
            } else {
                out.time(instant.toEpochMilli(), true);
            }
        } else if (value instanceof UUID id) {
            out.guid(id);
        } else if (value instanceof LocalDate date) {
            out.date(date);
        } else {
            out.value(value);
        }
    }
}
