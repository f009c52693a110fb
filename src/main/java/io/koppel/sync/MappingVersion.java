package io.koppel.sync;

import io.koppel.mapping.FieldMapping;
import io.koppel.mapping.TableMapping;

/**
 * A number that changes with what a mapping says about records: filters, fields, strategies and rules. Where its lines stand
 * in the file, its schedule and its words for people do not count.
 */
final class MappingVersion {
    private MappingVersion() {}

    static long of(TableMapping mapping) {
        StringBuilder text = new StringBuilder();
        line(text, mapping.businessCentral());
        line(text, mapping.dataverse());
        line(text, mapping.direction());
        line(text, mapping.onlyCoupled());
        line(text, mapping.conflicts());
        line(text, mapping.rules());
        for (FieldMapping field : mapping.fields()) {
            line(text, field.businessCentral());
            line(text, field.dataverse());
            line(text, field.direction());
            line(text, field.conversion());
            field.transformations().forEach(rule -> line(text, rule.name()));
            line(text, field.transformationDirection());
            line(text, field.enabled());
            line(text, field.notNull());
            line(text, field.clearOnFailure());
            line(text, field.tooLong());
            line(text, field.code());
            line(text, field.onlyNew());
        }
        mapping.onCreate().forEach(values -> {
            line(text, values.values());
            line(text, values.dimensions());
        });
        return Skipping.hash(text.toString());
    }

    private static void line(StringBuilder text, @org.jspecify.annotations.Nullable Object value) {
        text.append(value).append('\n');
    }
}
