package io.koppel.sandbox.bc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A set of one surface. */
final class EntitySet {
    /** What may be done with rows of a set. */
    enum Rights {
        ALL,
        NO_INSERT,
        READ_ONLY
    }

    private final Surface surface;
    private final String name;
    private final String type;
    private final BcTable table;
    private final List<String> keys;
    private final Rights rights;
    private final Map<String, Property> properties = new HashMap<>();
    private final List<Property> list = new ArrayList<>();
    private final List<Property> all = Collections.unmodifiableList(list);

    EntitySet(Surface surface, String name, String type, BcTable table, List<String> keys, Rights rights) {
        this.surface = surface;
        this.name = name;
        this.type = type;
        this.table = table;
        this.keys = keys;
        this.rights = rights;
    }

    void add(Property property) {
        properties.put(property.name(), property);
        list.add(property);
    }

    Surface surface() {
        return surface;
    }

    String name() {
        return name;
    }

    String type() {
        return type;
    }

    BcTable table() {
        return table;
    }

    List<String> keys() {
        return keys;
    }

    Rights rights() {
        return rights;
    }

    /** The properties in the order of the metadata. */
    List<Property> properties() {
        return all;
    }

    @Nullable
    Property find(String property) {
        return properties.get(property);
    }
}
