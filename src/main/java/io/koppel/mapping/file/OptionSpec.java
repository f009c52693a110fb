package io.koppel.mapping.file;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One option of a node.
 *
 * @param name key in the file
 * @param type what its value looks like
 * @param required whether it must be given
 * @param otherwise what holds if it is not given, in words, or null
 * @param allowed the only values allowed; empty if there is no such list
 * @param node the options inside, or null
 * @param item the options inside where the list form differs from the single form, or null
 * @param description one sentence for people
 * @param example a value as written, or null
 */
record OptionSpec(
        String name,
        ValueType type,
        boolean required,
        @Nullable String otherwise,
        List<String> allowed,
        @Nullable NodeSpec node,
        @Nullable NodeSpec item,
        String description,
        @Nullable String example) {

    static OptionSpec option(String name, ValueType type, String description) {
        return new OptionSpec(name, type, false, null, List.of(), null, null, description, null);
    }

    OptionSpec must() {
        return new OptionSpec(name, type, true, otherwise, allowed, node, item, description, example);
    }

    OptionSpec otherwise(String words) {
        return new OptionSpec(name, type, required, words, allowed, node, item, description, example);
    }

    OptionSpec oneOf(List<String> values) {
        return new OptionSpec(name, type, required, otherwise, List.copyOf(values), node, item, description, example);
    }

    OptionSpec with(NodeSpec inner) {
        return new OptionSpec(name, type, required, otherwise, allowed, inner, item, description, example);
    }

    OptionSpec withItems(NodeSpec inner) {
        return new OptionSpec(name, type, required, otherwise, allowed, node, inner, description, example);
    }

    OptionSpec example(String text) {
        return new OptionSpec(name, type, required, otherwise, allowed, node, item, description, text);
    }

    /** The options of one entry of the list form. */
    @Nullable
    NodeSpec itemSpec() {
        return item != null ? item : node;
    }
}
