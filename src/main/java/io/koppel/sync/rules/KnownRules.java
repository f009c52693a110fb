package io.koppel.sync.rules;

import io.koppel.mapping.file.BeanDeclaration;
import io.koppel.mapping.file.MappingFile;
import io.koppel.sync.Rule;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Names that mappings may write under {@code rules}: the shipped rules, and beans of route files that are rules. */
public final class KnownRules {
    private KnownRules() {}

    /** The shipped rules and the own ones these files bind. */
    public static Set<String> in(Collection<MappingFile> files) {
        Set<String> names = new HashSet<>(StandardRules.NAMES);
        for (MappingFile file : files) {
            for (BeanDeclaration bean : file.beans()) {
                if (isRule(bean.type())) {
                    names.add(bean.name());
                }
            }
        }
        return names;
    }

    /** Camel writes a class alone or behind {@code #class:}; constructor arguments may follow in brackets. */
    private static boolean isRule(String type) {
        String name = type.startsWith("#class:") ? type.substring("#class:".length()) : type;
        int arguments = name.indexOf('(');
        try {
            return Rule.class.isAssignableFrom(Class.forName(
                    arguments < 0 ? name : name.substring(0, arguments), false, KnownRules.class.getClassLoader()));
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
