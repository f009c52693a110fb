package io.koppel.mapping;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an integrator declares about one pair of tables: the whole content of a {@code tableMapping} node.
 *
 * @param id name of the mapping, unique; upper case with dashes, for example {@code CUSTOMER}
 * @param title words for people, for example "Customers and accounts"
 * @param enabled false keeps the mapping out of jobs and full synchronization
 * @param onlyCoupled true never creates a record on the other side in scheduled runs (table-mappings.md §1)
 * @param after mappings that a full synchronization finishes first
 * @param changes how changed Business Central records are found
 * @param alsoWhen other sets whose changes count
 * @param match groups of fields for match-based coupling, ascending by priority
 * @param createUnmatched whether <em>couple</em> also creates what has no match
 * @param rules names of the coded rules that apply (table-mappings.md §8)
 * @param category runs of one category never go on together; a mapping that may run beside all others has its own id here
 * @param precautions what keeps runs of the mapping from doing harm or being stuck
 * @param lines the lines, if its records are documents; null otherwise
 * @param lineOf the mapping whose documents its records are lines of; null for records that stand by themselves
 */
public record TableMapping(
        String id,
        String title,
        boolean enabled,
        BusinessCentralEnd businessCentral,
        DataverseEnd dataverse,
        Direction direction,
        boolean onlyCoupled,
        List<String> after,
        Schedule schedule,
        Conflicts conflicts,
        ChangeDetection changes,
        List<AlsoWhen> alsoWhen,
        List<FieldMapping> fields,
        List<DefaultValues> onCreate,
        List<MatchGroup> match,
        boolean createUnmatched,
        List<String> rules,
        String category,
        Precautions precautions,
        @Nullable DocumentLines lines,
        @Nullable String lineOf,
        SourceLocation location) {

    /** Whether a skipped record is tried again by itself once something about it has changed. */
    public boolean autoRelease() {
        return precautions.autoRelease();
    }

    /** Whether the plan of a full synchronization has a line for it. */
    public boolean isInPlan() {
        return enabled && !isLines() && precautions.inPlan();
    }

    /** Whether its records travel with the document they belong to, and never by themselves. */
    public boolean isLines() {
        return lineOf != null;
    }

    /** The same mapping as the lines of a document. */
    public TableMapping asLinesOf(String document) {
        return new TableMapping(
                id,
                title,
                enabled,
                businessCentral,
                dataverse,
                direction,
                onlyCoupled,
                after,
                schedule,
                conflicts,
                changes,
                alsoWhen,
                fields,
                onCreate,
                match,
                createUnmatched,
                rules,
                category,
                precautions,
                lines,
                document,
                location);
    }

    /** The same with what an operator has set over it. */
    public TableMapping with(MappingOverride override) {
        if (override.equals(MappingOverride.NONE)) {
            return this;
        }
        Boolean on = override.enabled();
        Boolean only = override.onlyCoupled();
        Boolean shared = override.multiCompany();
        return new TableMapping(
                id,
                title,
                on == null ? enabled : on,
                businessCentral,
                shared == null ? dataverse : dataverse.sharedByCompanies(shared),
                direction,
                only == null ? onlyCoupled : only,
                after,
                schedule,
                conflicts,
                changes,
                alsoWhen,
                override.over(fields),
                onCreate,
                match,
                createUnmatched,
                rules,
                category,
                precautions,
                lines,
                lineOf,
                location);
    }

    /** The field rows a pass in this direction transfers, in order. */
    public List<FieldMapping> fields(Direction pass) {
        return fields.stream().filter(field -> field.takesPartIn(pass)).toList();
    }

    /**
     * The properties of {@code side}, by the names under which they are read, that field rows, their labels, defaults'
     * conditions and match groups look at. Key, number, name and stamps of the two ends come on top.
     */
    public Set<String> columns(Side side) {
        Set<String> columns = new LinkedHashSet<>();
        for (FieldMapping field : fields) {
            String name = field.readName(side);
            if (field.enabled() && name != null) {
                columns.add(name);
            }
            String label = field.enabled() && side == Side.BUSINESS_CENTRAL ? field.label() : null;
            if (label != null) {
                columns.add(label);
            }
        }
        for (DefaultValues defaults : onCreate) {
            if (defaults.when() != null && defaults.side().other() == side) {
                columns.addAll(defaults.when().columns());
            }
        }
        for (MatchGroup group : match) {
            group.fields().forEach(field -> columns.add(field.on(side)));
        }
        return columns;
    }

    /** The directions this mapping's job passes through, in the order in which it does: to Dataverse first. */
    public List<Direction> passes() {
        return switch (direction) {
            case BIDIRECTIONAL -> List.of(Direction.TO_DATAVERSE, Direction.FROM_DATAVERSE);
            case TO_DATAVERSE, FROM_DATAVERSE -> List.of(direction);
        };
    }
}
