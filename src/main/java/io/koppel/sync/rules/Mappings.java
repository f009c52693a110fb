package io.koppel.sync.rules;

import io.koppel.mapping.Conversion;
import io.koppel.mapping.FieldMapping;
import io.koppel.mapping.TableMapping;
import io.koppel.sync.Engine;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds mappings by what they map, because rules know tables and columns but no mapping names. */
final class Mappings {
    private Mappings() {}

    /** The mapping whose Dataverse end is that table; null if there is none. */
    static @Nullable TableMapping ofTable(Engine engine, String table) {
        return engine.allMappings().stream()
                .filter(mapping -> !mapping.dataverse().isChoice()
                        && mapping.dataverse().table().equals(table))
                .findFirst()
                .orElse(null);
    }

    /** Mappings with a lookup column through which their records belong to records of another mapping. */
    static List<TableMapping> belongingTo(Engine engine, String column, String mapping) {
        return engine.allMappings().stream()
                .filter(other -> row(other, column)
                        .filter(field -> field.conversion() instanceof Conversion.CouplingOf coupling
                                && coupling.mappings().contains(mapping))
                        .isPresent())
                .toList();
    }

    /** The enabled field row that writes a Dataverse column. */
    static Optional<FieldMapping> row(TableMapping mapping, String column) {
        return mapping.fields().stream()
                .filter(field -> field.enabled() && column.equals(field.dataverse()))
                .findFirst();
    }

    /** Names of the mappings a lookup column of a mapping refers to. */
    static List<String> referredTo(TableMapping mapping, String column) {
        return row(mapping, column)
                .map(FieldMapping::conversion)
                .filter(Conversion.CouplingOf.class::isInstance)
                .map(conversion -> ((Conversion.CouplingOf) conversion).mappings())
                .orElse(List.of());
    }

    /** The mapping of currencies a currency row refers to. */
    static List<String> referredCurrency(FieldMapping row) {
        return row.conversion() instanceof Conversion.Currency currency ? List.of(currency.mapping()) : List.of();
    }
}
