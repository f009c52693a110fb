package io.koppel.mapping.proposal;

import io.koppel.mapping.TableMapping;
import io.koppel.mapping.proposal.Proposal.ProposedRow;
import io.koppel.metadata.ColumnModel;
import io.koppel.metadata.NavigationModel;
import io.koppel.metadata.TableModel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Proposes rows for lookups: by the mapping that couples the table the lookup leads to. */
final class LookupProposal {
    private static final String CURRENCY = "transactioncurrency";

    private final TableModel businessCentral;
    private final TableModel dataverse;
    private final List<TableMapping> others;
    private final String prefix;
    private final List<String> labels = new ArrayList<>();
    private final Set<String> mappings = new LinkedHashSet<>();

    LookupProposal(TableModel businessCentral, TableModel dataverse, List<TableMapping> others, String prefix) {
        this.businessCentral = businessCentral;
        this.dataverse = dataverse;
        this.others = others;
        this.prefix = prefix;
    }

    /** Properties that name records of proposed lookups in messages, and need no row of their own. */
    List<String> labels() {
        return labels;
    }

    /** The mappings that proposed lookups go through, which have to run first. */
    List<String> mappings() {
        return List.copyOf(mappings);
    }

    boolean isLookup(ColumnModel column) {
        return column.name().startsWith("_") && column.name().endsWith("_value");
    }

    /** A lookup's plain name. */
    static String plain(String column) {
        return column.startsWith("_") && column.endsWith("_value")
                ? column.substring(1, column.length() - "_value".length())
                : column;
    }

    /** The row, or null where nothing couples the table that the lookup leads to. */
    @Nullable
    ProposedRow row(ColumnModel here, ColumnModel there) {
        boolean id = here.type().equals("Edm.Guid");
        if (!id && !here.type().equals("Edm.String")) {
            return null;
        }
        String column = plain(there.name());
        NavigationModel navigation = navigation(column, here);
        if (navigation == null) {
            return null;
        }
        StringBuilder options = new StringBuilder();
        if (navigation.targetType().equals(CURRENCY)) {
            options.append("currency: true");
            TableMapping currencies = coupling(CURRENCY, here);
            if (currencies != null) {
                mappings.add(currencies.id());
            }
        } else {
            TableMapping other = coupling(navigation.targetType(), here);
            if (other == null) {
                return null;
            }
            options.append("couplingOf: ").append(other.id());
            mappings.add(other.id());
        }
        if (!navigation.name().equals(column)) {
            options.append(", navigation: ").append(navigation.name());
        }
        if (!id) {
            options.append(", byNumber: true");
        }
        String label = label(here);
        if (id && label != null) {
            labels.add(label);
            options.append(", label: ").append(label);
        }
        return new ProposedRow(here.name(), column, options.toString(), "");
    }

    /** What the lookup is bound by: a property of its own name, or of its name and the table it leads to. */
    private @Nullable NavigationModel navigation(String column, ColumnModel here) {
        List<NavigationModel> fitting = dataverse.navigations().values().stream()
                .filter(navigation -> !navigation.collection())
                .filter(navigation -> {
                    String name = navigation.name().toLowerCase(Locale.ROOT);
                    return name.equals(column)
                            || name.equals(column + "_" + navigation.targetType())
                            || (column + "id").equals(name)
                            || (name + "id").equals(column);
                })
                .toList();
        return fitting.stream()
                .filter(navigation ->
                        navigation.targetType().equals(CURRENCY) || coupling(navigation.targetType(), here) != null)
                .findFirst()
                .orElse(null);
    }

    /** The mapping of that table whose Business Central set the property is named after; else the only one there is. */
    private @Nullable TableMapping coupling(String table, ColumnModel here) {
        ColumnWords base = ColumnWords.of(here.name(), "").withoutReference();
        List<TableMapping> ofTable = others.stream()
                .filter(other -> other.dataverse().table().equals(table)
                        && !other.dataverse().isChoice())
                .toList();
        return ofTable.stream()
                .filter(other -> ColumnWords.of(
                                        ColumnWords.singular(
                                                other.businessCentral().entitySet()),
                                        prefix)
                                .likeness(base)
                        > 0)
                .findFirst()
                .or(() -> ofTable.size() == 1 ? ofTable.stream().findFirst() : java.util.Optional.empty())
                .orElse(null);
    }

    private @Nullable String label(ColumnModel here) {
        if (!here.name().endsWith("Id")) {
            return null;
        }
        String base = here.name().substring(0, here.name().length() - 2);
        for (String ending : List.of("Number", "Code", "No")) {
            if (businessCentral.columns().containsKey(base + ending)) {
                return base + ending;
            }
        }
        return null;
    }
}
