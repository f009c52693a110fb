package io.koppel.mapping.file;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A group of options.
 *
 * @param name heading in the documentation
 * @param description what the group is for
 */
record NodeSpec(String name, String description, List<OptionSpec> options) {
    /** The option called {@code key}, or null. */
    @Nullable
    OptionSpec option(String key) {
        for (OptionSpec option : options) {
            if (option.name().equals(key)) {
                return option;
            }
        }
        return null;
    }

    String names() {
        return options.stream().map(OptionSpec::name).collect(Collectors.joining(", "));
    }
}
