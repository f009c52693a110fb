package io.koppel.sandbox.dataverse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One column of a Dataverse table. Columns are compared by identity: the catalogue makes each once. */
public final class DataverseColumn {
    private final String logicalName;
    private final ColumnType type;
    private final int maxLength;
    private final WritePhase phase;
    private final List<ChoiceOption> options;
    private final List<DataverseNavigation> navigations;
    private final String property;

    DataverseColumn(
            String logicalName,
            ColumnType type,
            int maxLength,
            WritePhase phase,
            List<ChoiceOption> options,
            List<DataverseNavigation> navigations) {
        this.logicalName = logicalName;
        this.type = type;
        this.maxLength = maxLength;
        this.phase = phase;
        this.options = options;
        this.navigations = navigations;
        this.property = type.isReference() ? "_" + logicalName + "_value" : logicalName;
    }

    /** The column's own name, such as `primarycontactid`. */
    public String logicalName() {
        return logicalName;
    }

    /** What it holds. */
    public ColumnType type() {
        return type;
    }

    /** Longest text in characters, 0 where the type has no length. */
    public int maxLength() {
        return maxLength;
    }

    /** When it may be written. */
    public WritePhase phase() {
        return phase;
    }

    /** The choices the column starts with. */
    public List<ChoiceOption> options() {
        return options;
    }

    /** The navigation properties of a lookup; several for a polymorphic one. */
    public List<DataverseNavigation> navigations() {
        return navigations;
    }

    /** The name in URLs and bodies: a lookup reads as `_x_value` (dataverse-web-api.md §6.3). */
    public String property() {
        return property;
    }

    /** The money column this one is the base twin of, or null (dataverse-web-api.md §10.2). */
    public @Nullable String baseOf() {
        return type == ColumnType.MONEY && logicalName.endsWith("_base")
                ? logicalName.substring(0, logicalName.length() - "_base".length())
                : null;
    }

    boolean isPolymorphic() {
        return navigations.size() > 1 || type == ColumnType.OWNER;
    }

    @Override
    public String toString() {
        return logicalName;
    }
}
