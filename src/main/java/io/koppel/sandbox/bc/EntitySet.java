package io.koppel.sandbox.bc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    private final String within;
    private final Map<String, Property> properties = new HashMap<>();
    private final Map<String, Navigation> navigations = new TreeMap<>();
    private final List<String> actions = new ArrayList<>();
    private final List<Property> list = new ArrayList<>();
    private final List<Property> all = Collections.unmodifiableList(list);

    EntitySet(
            Surface surface, String name, String type, BcTable table, List<String> keys, Rights rights, String within) {
        this.surface = surface;
        this.name = name;
        this.type = type;
        this.table = table;
        this.keys = keys;
        this.rights = rights;
        this.within = within;
    }

    void add(Navigation navigation) {
        navigations.put(navigation.name(), navigation);
    }

    void addAction(String action) {
        actions.add(action);
    }

    /** The actions bound to rows, by name. */
    List<String> actions() {
        return actions;
    }

    /** The ways to other sets, by name. */
    Map<String, Navigation> navigations() {
        return navigations;
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

    /** The property that a filter on this set must name, "" for none: lines are read of one document. */
    String within() {
        return within;
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
