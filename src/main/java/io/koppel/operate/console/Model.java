package io.koppel.operate.console;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a template is given. */
final class Model {
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    /** @param title what stands on top of the page */
    static Model titled(String title) {
        return new Model().with("title", title);
    }

    Model with(String name, @Nullable Object value) {
        values.put(name, value);
        return this;
    }

    Map<String, @Nullable Object> values() {
        return values;
    }
}
