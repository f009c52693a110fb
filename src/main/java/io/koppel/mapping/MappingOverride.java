package io.koppel.mapping;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an operator has set for a mapping here, over what its file says; null where the file holds.
 *
 * @param enabled whether it takes part in jobs and full synchronization
 * @param onlyCoupled whether scheduled runs leave uncoupled records alone
 * @param multiCompany whether several companies share its Dataverse rows
 * @param fields what is set for field rows, by {@link FieldMapping#name}
 */
public record MappingOverride(
        @Nullable Boolean enabled,
        @Nullable Boolean onlyCoupled,
        @Nullable Boolean multiCompany,
        Map<String, FieldOverride> fields) {
    /** The file holds. */
    public static final MappingOverride NONE = new MappingOverride(null, null, null, Map.of());

    public MappingOverride {
        fields = Map.copyOf(fields);
    }

    /** The same with the mapping switched on or off. */
    public MappingOverride enabled(boolean on) {
        return new MappingOverride(on, onlyCoupled, multiCompany, fields);
    }

    /** The same with creation by jobs allowed or not. */
    public MappingOverride onlyCoupled(boolean only) {
        return new MappingOverride(enabled, only, multiCompany, fields);
    }

    /** The same with its rows shared by several companies or not. */
    public MappingOverride multiCompany(boolean shared) {
        return new MappingOverride(enabled, onlyCoupled, shared, fields);
    }

    /** The same with something more set for a field row. */
    public MappingOverride field(String row, FieldOverride more) {
        Map<String, FieldOverride> next = new HashMap<>(fields);
        next.merge(row, more, FieldOverride::and);
        return new MappingOverride(enabled, onlyCoupled, multiCompany, next);
    }

    /** A mapping's field rows with what is set over them; what no longer fits a row of an edited file is left out. */
    List<FieldMapping> over(List<FieldMapping> rows) {
        return fields.isEmpty() ? rows : rows.stream().map(this::over).toList();
    }

    private FieldMapping over(FieldMapping row) {
        FieldOverride set = fields.get(row.name());
        boolean constant = row.conversion() instanceof Conversion.Constant;
        return set == null || (set.constant() != null && !constant) ? row : set.over(row);
    }
}
