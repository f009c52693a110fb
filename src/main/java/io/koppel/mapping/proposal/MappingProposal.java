package io.koppel.mapping.proposal;

import io.koppel.mapping.BusinessCentralEnd;
import io.koppel.mapping.Direction;
import io.koppel.mapping.TableMapping;
import io.koppel.mapping.lint.TypeFit;
import io.koppel.mapping.proposal.Proposal.ProposedRow;
import io.koppel.metadata.ColumnModel;
import io.koppel.metadata.TableModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds partners among the columns of two tables: by name, as far as the types fit, and lookups by the mapping of the table they
 * lead to. It proposes only what it has a reason for; everything else is listed for a person to decide.
 */
public final class MappingProposal {
    private final BusinessCentralEnd.Api api;
    private final TableModel businessCentral;
    private final TableModel dataverse;
    private final List<TableMapping> others;
    private final Direction direction;
    private final String prefix;

    private MappingProposal(
            BusinessCentralEnd.Api api,
            TableModel businessCentral,
            TableModel dataverse,
            List<TableMapping> others,
            Direction direction) {
        this.api = api;
        this.businessCentral = businessCentral;
        this.dataverse = dataverse;
        this.others = others;
        this.direction = direction;
        this.prefix = ColumnWords.prefixOf(dataverse.type());
    }

    /**
     * Proposes a mapping.
     *
     * @param others mappings that there are already, by which lookups find their partners
     * @param id its id, or null to make one of the Business Central set
     */
    public static Proposal of(
            BusinessCentralEnd.Api api,
            TableModel businessCentral,
            TableModel dataverse,
            List<TableMapping> others,
            Direction direction,
            @Nullable String id) {
        return new MappingProposal(api, businessCentral, dataverse, others, direction)
                .propose(id == null ? ColumnWords.mappingId(businessCentral.entitySet()) : id);
    }

    private record Candidate(ColumnModel here, ColumnModel there, int likeness) {}

    private Proposal propose(String id) {
        Map<String, ProposedRow> rows = new LinkedHashMap<>();
        Set<String> used = new HashSet<>();
        List<Candidate> candidates = new ArrayList<>();
        for (ColumnModel here : ofBusinessCentral()) {
            for (ColumnModel there : ofDataverse()) {
                int likeness = likeness(here, there);
                if (likeness > 0) {
                    candidates.add(new Candidate(here, there, likeness));
                }
            }
        }
        candidates.sort(Comparator.comparingInt((Candidate candidate) -> -candidate.likeness()));
        LookupProposal lookups = new LookupProposal(businessCentral, dataverse, others, prefix);
        for (Candidate candidate : candidates) {
            String here = candidate.here().name();
            String there = candidate.there().name();
            if (rows.containsKey(here) || used.contains(there)) {
                continue;
            }
            ProposedRow row = lookups.isLookup(candidate.there())
                    ? lookups.row(candidate.here(), candidate.there())
                    : plain(candidate);
            if (row != null) {
                rows.put(here, row);
                used.add(there);
            }
        }
        List<ProposedRow> ordered = ofBusinessCentral().stream()
                .map(column -> rows.get(column.name()))
                .flatMap(Stream::ofNullable)
                .toList();
        List<String> labels = lookups.labels();
        return new Proposal(
                id,
                api.key(),
                businessCentral.entitySet(),
                key(),
                number(),
                first(businessCentral, "systemModifiedAt", "lastModifiedDateTime"),
                first(businessCentral, "systemModifiedBy"),
                dataverse.entitySet(),
                dataverse.type(),
                name(),
                dataverse.columns().containsKey("_ownerid_value"),
                direction,
                lookups.mappings(),
                ordered,
                match(ordered),
                ofBusinessCentral().stream()
                        .filter(column -> !rows.containsKey(column.name()) && !labels.contains(column.name()))
                        .map(column -> column.name() + " (" + type(column) + ")" + choice(column, candidates, used))
                        .toList(),
                ofDataverse().stream()
                        .filter(column -> !used.contains(column.name()))
                        .map(column -> LookupProposal.plain(column.name()) + " (" + type(column) + ")")
                        .toList());
    }

    /** An enumeration and a choice of the same name probably belong together; which member is which option is a person's to say. */
    private static String choice(ColumnModel here, List<Candidate> candidates, Set<String> used) {
        return candidates.stream()
                .filter(candidate -> here.isEnumeration()
                        && candidate.here().equals(here)
                        && candidate.there().type().equals("Edm.Int32")
                        && !used.contains(candidate.there().name()))
                .findFirst()
                .map(candidate -> ": perhaps " + candidate.there().name() + ", with values: {member: option, …}")
                .orElse("");
    }

    private List<ColumnModel> ofBusinessCentral() {
        return businessCentral.columns().values().stream()
                .filter(column -> !SystemColumns.ofBusinessCentral(column.name()))
                .toList();
    }

    private List<ColumnModel> ofDataverse() {
        return dataverse.columns().values().stream()
                .filter(column -> !SystemColumns.ofDataverse(column.name(), dataverse.type()))
                .toList();
    }

    private int likeness(ColumnModel here, ColumnModel there) {
        ColumnWords one = ColumnWords.of(here.name(), "");
        ColumnWords other = ColumnWords.of(there.name(), prefix);
        boolean lookup = there.name().startsWith("_");
        if (lookup) {
            return one.withoutReference().likeness(other.withoutReference());
        }
        return one.likeness(other);
    }

    private @Nullable ProposedRow plain(Candidate candidate) {
        ColumnModel here = candidate.here();
        ColumnModel there = candidate.there();
        if (here.isEnumeration() && !there.type().equals("Edm.String")) {
            // A choice is a number there: only a person knows which member is which option.
            return null;
        }
        boolean mayGoThere = direction.includes(Direction.TO_DATAVERSE)
                && !there.readOnly()
                && TypeFit.fits(here.type(), there.type());
        boolean mayComeBack = direction.includes(Direction.FROM_DATAVERSE)
                && !here.readOnly()
                && !here.name().equals(number())
                && TypeFit.fits(there.type(), here.type());
        if (!mayGoThere && !mayComeBack) {
            return null;
        }
        String oneWay = direction != Direction.BIDIRECTIONAL
                ? ""
                : !mayComeBack ? "direction: to-dataverse" : !mayGoThere ? "direction: from-dataverse" : "";
        return new ProposedRow(
                here.name(),
                there.name(),
                oneWay,
                candidate.likeness() == 3 ? "" : "the names are alike: please check");
    }

    private @Nullable ProposedRow match(List<ProposedRow> rows) {
        return rows.stream()
                .filter(row -> row.businessCentral().equals(number()))
                .findFirst()
                .or(() -> rows.stream()
                        .filter(row -> row.dataverse().equals(name()))
                        .findFirst())
                .orElse(null);
    }

    private String key() {
        String named = first(businessCentral, "systemId", "id");
        return named != null
                ? named
                : businessCentral.key().stream().findFirst().orElse("id");
    }

    private String number() {
        String named = first(businessCentral, "number", "no", "No", "code", "Code");
        return named != null ? named : key();
    }

    private String name() {
        String named = first(dataverse, prefix + "name", "name", "fullname");
        return named != null
                ? named
                : dataverse.columns().values().stream()
                        .filter(column -> column.type().equals("Edm.String"))
                        .map(ColumnModel::name)
                        .findFirst()
                        .orElse(dataverse.type() + "id");
    }

    private static @Nullable String first(TableModel table, String... names) {
        return Stream.of(names).filter(table.columns()::containsKey).findFirst().orElse(null);
    }

    private static String type(ColumnModel column) {
        String plain = column.type().substring(column.type().lastIndexOf('.') + 1);
        return column.name().startsWith("_") ? "lookup" : plain + (column.readOnly() ? ", read-only" : "");
    }
}
