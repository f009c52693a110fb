package io.koppel.mapping.lint;

import io.koppel.mapping.BusinessCentralEnd;
import io.koppel.mapping.Conversion;
import io.koppel.mapping.DefaultValues;
import io.koppel.mapping.Direction;
import io.koppel.mapping.FieldMapping;
import io.koppel.mapping.FieldMapping.TooLong;
import io.koppel.mapping.Side;
import io.koppel.mapping.SourceLocation;
import io.koppel.mapping.TableMapping;
import io.koppel.mapping.file.Mistake;
import io.koppel.mapping.filter.FilterParser;
import io.koppel.metadata.ColumnModel;
import io.koppel.metadata.ServiceModel;
import io.koppel.metadata.TableModel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One mapping against what the services say they have. */
final class MetadataCheck {
    private final TableMapping mapping;
    private final @Nullable TableModel businessCentral;
    private final @Nullable TableModel dataverse;
    private final List<Mistake> mistakes;

    MetadataCheck(
            TableMapping mapping,
            @Nullable ServiceModel businessCentral,
            @Nullable ServiceModel dataverse,
            List<Mistake> mistakes) {
        this.mapping = mapping;
        this.mistakes = mistakes;
        this.businessCentral = table(
                businessCentral,
                Side.BUSINESS_CENTRAL,
                mapping.businessCentral().entitySet());
        this.dataverse = table(dataverse, Side.DATAVERSE, mapping.dataverse().entitySet());
    }

    private @Nullable TableModel table(@Nullable ServiceModel service, Side side, String entitySet) {
        if (service == null) {
            return null;
        }
        TableModel table = service.table(entitySet);
        if (table == null) {
            error(mapping.location(), side.displayName() + " has no entity set '" + entitySet + "'");
        }
        return table;
    }

    private void error(SourceLocation location, String text) {
        mistakes.add(Mistake.error(location, text));
    }

    void check() {
        ends();
        conditions();
        defaults();
        for (FieldMapping field : mapping.fields()) {
            if (field.enabled()) {
                ColumnModel source = column(field, Side.BUSINESS_CENTRAL, businessCentral);
                ColumnModel target = mapping.dataverse().isChoice() ? null : column(field, Side.DATAVERSE, dataverse);
                navigation(field);
                for (Direction pass : mapping.passes()) {
                    if (field.takesPartIn(pass)) {
                        boolean to = pass == Direction.TO_DATAVERSE;
                        transfer(field, pass, to ? source : target, to ? target : source);
                    }
                }
            }
        }
    }

    private void ends() {
        BusinessCentralEnd end = mapping.businessCentral();
        List<String> names = new ArrayList<>(List.of(end.key(), end.number()));
        for (String optional : new @Nullable String[] {end.stamp(), end.modifiedBy()}) {
            if (optional != null) {
                names.add(optional);
            }
        }
        names.forEach(name -> exists(businessCentral, Side.BUSINESS_CENTRAL, mapping.location(), name));
        if (mapping.lines() != null
                && dataverse != null
                && !dataverse.navigations().containsKey(mapping.lines().navigation())) {
            error(
                    mapping.location(),
                    "lines: Dataverse " + dataverse.entitySet() + " has no navigation property '"
                            + mapping.lines().navigation() + "'");
        }
        if (!mapping.dataverse().isChoice()) {
            for (String name : List.of(
                    mapping.dataverse().key(),
                    mapping.dataverse().name(),
                    mapping.dataverse().stamp())) {
                exists(dataverse, Side.DATAVERSE, mapping.location(), name);
            }
            if (mapping.dataverse().company()) {
                exists(dataverse, Side.DATAVERSE, mapping.location(), "bcbi_companyid");
            }
        } else {
            exists(
                    dataverse,
                    Side.DATAVERSE,
                    mapping.location(),
                    String.valueOf(mapping.dataverse().choice()));
        }
    }

    /** Columns that filters name; a way through a lookup ends at another table and is left to the service. */
    private void conditions() {
        condition(
                businessCentral,
                Side.BUSINESS_CENTRAL,
                mapping.businessCentral().filter());
        condition(
                businessCentral,
                Side.BUSINESS_CENTRAL,
                mapping.businessCentral().coupleWhen());
        condition(dataverse, Side.DATAVERSE, mapping.dataverse().filter());
    }

    private void condition(@Nullable TableModel table, Side side, @Nullable String filter) {
        if (filter != null && !filter.isBlank()) {
            FilterParser.parse(filter).columns().stream()
                    .filter(name -> !name.contains("/"))
                    .sorted()
                    .forEach(name -> exists(table, side, mapping.location(), name));
        }
    }

    /** Columns that new records get values in, and those that decide about it. */
    private void defaults() {
        for (DefaultValues defaults : mapping.onCreate()) {
            boolean there = defaults.side() == Side.DATAVERSE;
            TableModel made = there ? dataverse : businessCentral;
            defaults.values().keySet().stream()
                    .filter(name -> !name.contains("@"))
                    .forEach(name -> exists(made, defaults.side(), defaults.location(), name));
            if (defaults.when() != null) {
                TableModel source = there ? businessCentral : dataverse;
                defaults.when().columns().stream()
                        .filter(name -> !name.contains("/"))
                        .sorted()
                        .forEach(name -> exists(source, defaults.side().other(), defaults.location(), name));
            }
        }
    }

    private @Nullable ColumnModel exists(@Nullable TableModel table, Side side, SourceLocation location, String name) {
        if (table == null) {
            return null;
        }
        ColumnModel column = table.column(name);
        if (column == null) {
            error(
                    location,
                    side.displayName() + " " + table.entitySet() + " has no column '" + name + "'"
                            + similar(table, name));
        }
        return column;
    }

    private static String similar(TableModel table, String name) {
        return table.columns().keySet().stream()
                .filter(column -> column.equalsIgnoreCase(name))
                .findFirst()
                .map(column -> "; did you mean '" + column + "'?")
                .orElse("");
    }

    private @Nullable ColumnModel column(FieldMapping field, Side side, @Nullable TableModel table) {
        String name = field.on(side);
        return name == null ? null : exists(table, side, field.location(), name);
    }

    private void navigation(FieldMapping field) {
        if (dataverse == null || !field.isLookup() || field.dataverse() == null) {
            return;
        }
        if (!dataverse.isLookup(field.dataverse())) {
            error(field.location(), "fields: Dataverse column '" + field.dataverse() + "' is no lookup");
            return;
        }
        String name = field.conversion() instanceof Conversion.CouplingOf coupling && coupling.navigation() != null
                ? coupling.navigation()
                : field.dataverse();
        if (!dataverse.navigations().containsKey(name)) {
            error(
                    field.location(),
                    "fields: Dataverse " + dataverse.entitySet() + " has no navigation property '" + name
                            + "'; name it with the option navigation");
        }
    }

    private void transfer(
            FieldMapping field, Direction pass, @Nullable ColumnModel source, @Nullable ColumnModel target) {
        if (target != null && target.readOnly() && !field.isLookup()) {
            error(
                    field.location(),
                    "fields: " + pass.target().displayName() + " '" + target.name()
                            + "' is read-only; make the row go the other way");
        }
        if (source == null || target == null || !(field.conversion() instanceof Conversion.Plain)) {
            return;
        }
        if (!TypeFit.fits(source.type(), target.type()) && field.transformationDirection() != pass) {
            error(
                    field.location(),
                    "fields: " + source.name() + " is " + source.type() + ", which does not fit " + target.name() + ", "
                            + target.type() + "; add a conversion or a transformation rule");
        }
        Integer longest = source.maxLength();
        Integer limit = target.maxLength();
        if (longest != null && limit != null && longest > limit) {
            mistakes.add(Mistake.warning(
                    field.location(),
                    "fields: " + source.name() + " holds up to " + longest + " characters, " + target.name() + " takes "
                            + limit
                            + (field.tooLong() == TooLong.CUT
                                    ? "; longer texts are cut"
                                    : "; records with longer texts fail")));
        }
    }
}
