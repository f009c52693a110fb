package io.koppel.operate;

import io.koppel.coupling.OptionMapping;
import io.koppel.coupling.OptionMappings;
import io.koppel.job.MappingOverrides;
import io.koppel.mapping.FieldMapping;
import io.koppel.mapping.FieldOverride;
import io.koppel.mapping.MappingOverride;
import io.koppel.mapping.TableMapping;
import io.koppel.mapping.file.Mistake;
import io.koppel.mapping.lint.Validation;
import io.koppel.store.Database;
import io.koppel.store.Scopes;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The field rows of a mapping: switching them here, and adding rows to its file (sync-semantics.md §14). */
public final class FieldOperations {
    private final Database database;
    private final String company;
    private final Mappings mappings;
    private final MappingOverrides overrides;
    private final FieldRows file;

    /** @param file adds rows to mapping files */
    public FieldOperations(
            Database database, String company, Mappings mappings, MappingOverrides overrides, FieldRows file) {
        this.database = database;
        this.company = company;
        this.mappings = mappings;
        this.overrides = overrides;
        this.file = file;
    }

    /** Adds rows to the file of a mapping and puts them in force. */
    @FunctionalInterface
    public interface FieldRows {
        /**
         * Adds the rows behind those that are there, disabled.
         *
         * @throws OperationException if a column does not exist, or the file cannot be written
         */
        void add(TableMapping mapping, List<NewFieldRow> rows);
    }

    /**
     * A row to be added.
     *
     * @param businessCentral property
     * @param dataverse column, by its logical name
     * @param direction null for that of the mapping
     */
    public record NewFieldRow(String businessCentral, String dataverse, @Nullable String direction) {}

    /** Rows to be added. */
    public record AddFieldsCommand(List<NewFieldRow> rows) {}

    /**
     * What a row is to be like; null leaves it as it is.
     *
     * @param businessCentral property of the row; null for a constant that goes to Dataverse
     * @param dataverse column of the row; null for a constant that goes to Business Central
     */
    public record FieldCommand(
            @Nullable String businessCentral,
            @Nullable String dataverse,
            @Nullable Boolean enabled,
            @Nullable String direction,
            @Nullable Boolean notNull,
            @Nullable Boolean clearOnFailure,
            @Nullable Boolean validate,
            @Nullable String constant) {}

    /**
     * An option of a choice column and the code it is coupled to.
     *
     * @param code of Business Central
     * @param column table and column
     */
    public record OptionView(String code, UUID businessCentralId, String column, int value, String label) {}

    /**
     * Switches a row over what its file says, from the next pass on.
     *
     * @throws OperationException if there is no such row, or it cannot be as asked for
     */
    public void change(String mappingId, FieldCommand command) {
        TableMapping mapping = mappings.require(mappingId);
        FieldMapping row = row(mapping, command);
        FieldOverride more = override(command);
        if (more.equals(FieldOverride.NONE)) {
            throw OperationException.invalid("say what to change: enabled, direction, notNull, clearOnFailure, validate"
                    + " or constant; the columns of a row are fixed");
        }
        try {
            more.over(row);
        } catch (IllegalArgumentException e) {
            throw OperationException.invalid(String.valueOf(e.getMessage()));
        }
        MappingOverride next = overrides.of(mapping.id()).field(row.name(), more);
        refuse(mapping, mapping.with(next));
        overrides.put(mapping.id(), next);
    }

    /** What was wrong before is no reason; the file's own mistakes are told elsewhere. */
    private static void refuse(TableMapping before, TableMapping wanted) {
        Set<Mistake> known = new HashSet<>(Validation.fieldRows(before));
        String wrong = Validation.fieldRows(wanted).stream()
                .filter(mistake -> !known.contains(mistake))
                .map(Mistake::text)
                .collect(Collectors.joining("; "));
        if (!wrong.isEmpty()) {
            throw OperationException.invalid(wrong);
        }
    }

    private static FieldMapping row(TableMapping mapping, FieldCommand command) {
        return mapping.fields().stream()
                .filter(field -> Objects.equals(field.businessCentral(), command.businessCentral())
                        && Objects.equals(field.dataverse(), command.dataverse()))
                .findFirst()
                .orElseThrow(() -> OperationException.notFound(mapping.id() + " has no field row "
                        + command.businessCentral() + " - " + command.dataverse()
                        + "; rows are not made here, but by koppel fields " + mapping.id() + " --add or in "
                        + mapping.location().file()));
    }

    private static FieldOverride override(FieldCommand command) {
        String way = command.direction();
        try {
            return new FieldOverride(
                    command.enabled(),
                    way == null ? null : io.koppel.mapping.Direction.of(way),
                    command.notNull(),
                    command.clearOnFailure(),
                    command.validate(),
                    command.constant());
        } catch (IllegalArgumentException e) {
            throw OperationException.invalid(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Adds rows to the mapping's file, disabled until somebody enables them (scenario IM-69).
     *
     * @throws OperationException if one is there already, a column does not exist, or the file cannot be written
     */
    public void add(String mappingId, AddFieldsCommand command) {
        TableMapping mapping = mappings.require(mappingId);
        if (command.rows().isEmpty()) {
            throw OperationException.invalid("name the rows to add: businessCentral and dataverse of each");
        }
        for (NewFieldRow row : command.rows()) {
            Mappings.direction(mapping, row.direction());
            boolean there = mapping.fields().stream()
                    .anyMatch(field -> row.businessCentral().equals(field.businessCentral())
                            && row.dataverse().equals(field.dataverse()));
            if (there) {
                throw new OperationException(
                        OperationException.Reason.CONFLICT,
                        mapping.id() + " has a row " + row.businessCentral() + " - " + row.dataverse() + " already");
            }
        }
        file.add(mapping, command.rows());
    }

    /** The codes that a choice mapping has coupled to options; none of other mappings. */
    public Listing<OptionView> options(String mappingId) {
        TableMapping mapping = mappings.require(mappingId);
        int scope = new Scopes(database).of(company, mapping.id());
        return new Listing<>(
                new OptionMappings(database)
                        .all(scope).stream()
                                .sorted(Comparator.comparing(OptionMapping::code))
                                .map(option -> new OptionView(
                                        option.code(),
                                        option.businessCentralId(),
                                        option.tableColumn(),
                                        option.value(),
                                        option.label()))
                                .toList(),
                null);
    }
}
