package io.koppel.sync;

import io.koppel.coupling.Coupling;
import io.koppel.mapping.Conversion;
import io.koppel.mapping.FieldMapping;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.Pages;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Couplings that go when their parents' go: those of a company's contacts, where both records belong to the pair that is
 * uncoupled. A contact coupled to one of another company stays (scenario CP-25).
 */
public final class ChildCouplings {
    private static final String PARENT = "parentcustomerid";
    private static final int BLOCK = 50;

    private final Engine engine;

    public ChildCouplings(Engine engine) {
        this.engine = engine;
    }

    /** The couplings of children, by their mapping, that belong to these pairs of a mapping. */
    public Map<TableMapping, List<Coupling>> of(TableMapping parents, List<Coupling> couplings) {
        Map<TableMapping, List<Coupling>> found = new LinkedHashMap<>();
        for (TableMapping children : engine.allMappings()) {
            FieldMapping reference = reference(children, parents.id());
            if (reference != null && engine.couplings().any(engine.scope(children.id()))) {
                List<Coupling> theirs = new ArrayList<>();
                for (int at = 0; at < couplings.size(); at += BLOCK) {
                    theirs.addAll(
                            of(children, reference, couplings.subList(at, Math.min(couplings.size(), at + BLOCK))));
                }
                if (!theirs.isEmpty()) {
                    found.put(children, theirs);
                }
            }
        }
        return found;
    }

    private static @Nullable FieldMapping reference(TableMapping children, String parents) {
        for (FieldMapping field : children.fields()) {
            if (PARENT.equals(field.dataverse())
                    && field.businessCentral() != null
                    && field.conversion() instanceof Conversion.CouplingOf coupling
                    && coupling.mappings().contains(parents)) {
                return field;
            }
        }
        return null;
    }

    private List<Coupling> of(TableMapping children, FieldMapping reference, List<Coupling> parents) {
        Map<UUID, UUID> companyOfRow = rows(
                children,
                "Microsoft.Dynamics.CRM.In(PropertyName='" + PARENT + "',PropertyValues=["
                        + String.join(
                                ",",
                                parents.stream()
                                        .map(parent -> "'" + parent.dataverseId() + "'")
                                        .toList())
                        + "])");
        int scope = engine.scope(children.id());
        Map<UUID, Coupling> coupled = engine.database()
                .read(connection -> engine.couplings().find(connection, scope, Side.DATAVERSE, companyOfRow.keySet()));
        Map<UUID, UUID> companyOfRecord = companies(children, reference, coupled.values());
        Map<UUID, UUID> partners = new LinkedHashMap<>();
        parents.forEach(parent -> partners.put(parent.businessCentralId(), parent.dataverseId()));
        return coupled.values().stream()
                .filter(child -> {
                    UUID record = companyOfRecord.get(child.businessCentralId());
                    return record != null
                            && Objects.equals(companyOfRow.get(child.dataverseId()), partners.get(record));
                })
                .toList();
    }

    /** The companies of Business Central records, read by id: a contact's company is no field one can filter by. */
    private Map<UUID, UUID> companies(TableMapping children, FieldMapping reference, Collection<Coupling> coupled) {
        Records records = new Records(children);
        String column = String.valueOf(reference.businessCentral());
        String key = records.keyColumn(Side.BUSINESS_CENTRAL);
        Map<UUID, UUID> found = new LinkedHashMap<>();
        if (!coupled.isEmpty()) {
            take(
                    engine.services()
                            .businessCentral()
                            .readByIds(
                                    records.path(Side.BUSINESS_CENTRAL),
                                    key,
                                    coupled.stream()
                                            .map(child ->
                                                    child.businessCentralId().toString())
                                            .toList(),
                                    Map.of("$select", key + "," + column))
                            .rows(),
                    records,
                    Side.BUSINESS_CENTRAL,
                    column,
                    found);
        }
        return found;
    }

    private static void take(List<Row> rows, Records records, Side side, String column, Map<UUID, UUID> found) {
        for (Row row : rows) {
            Object company = row.get(column);
            if (company != null) {
                found.put(records.id(side, row), UUID.fromString(company.toString()));
            }
        }
    }

    /** The company of each row that passes the filter. */
    private Map<UUID, UUID> rows(TableMapping children, String filter) {
        String column = "_" + PARENT + "_value";
        Records records = new Records(children);
        Map<UUID, UUID> found = new LinkedHashMap<>();
        Pages pages = engine.services()
                .dataverse()
                .read(ReadRequest.of(records.path(Side.DATAVERSE))
                        .with("$select", records.keyColumn(Side.DATAVERSE) + "," + column)
                        .with("$filter", filter));
        while (pages.hasNext()) {
            take(pages.next().rows(), records, Side.DATAVERSE, column, found);
        }
        return found;
    }
}
