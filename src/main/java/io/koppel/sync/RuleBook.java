package io.koppel.sync;

import io.koppel.mapping.TableMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The coded rules that mappings may refer to, by name. */
final class RuleBook {
    private final Map<String, Rule> rules = new ConcurrentHashMap<>();
    private volatile Function<String, @Nullable Rule> elsewhere = name -> null;

    /** Adds rules; one of a name that is taken replaces the other. */
    void add(Map<String, Rule> more) {
        rules.putAll(more);
    }

    /** Tells where rules are looked for first, that nobody added. */
    void lookIn(Function<String, @Nullable Rule> source) {
        elsewhere = source;
    }

    /**
     * The rules of a mapping, in their order.
     *
     * @throws IllegalStateException if one is not known
     */
    List<Rule> of(TableMapping mapping) {
        List<Rule> applied = new ArrayList<>();
        for (String name : mapping.rules()) {
            Rule own = elsewhere.apply(name);
            Rule rule = own != null ? own : rules.get(name);
            if (rule == null) {
                throw new IllegalStateException("mapping " + mapping.id() + " refers to the rule '" + name
                        + "', which does not exist; known are " + rules.keySet());
            }
            applied.add(rule);
        }
        boolean dimensions = mapping.onCreate().stream()
                .anyMatch(values -> !values.dimensions().isEmpty());
        Rule rule = rules.get(Engine.DIMENSIONS);
        if (dimensions && rule != null && !mapping.rules().contains(Engine.DIMENSIONS)) {
            applied.add(rule);
        }
        return applied;
    }
}
