package io.koppel.operate;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.CouplingRepository;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.store.Database;
import io.koppel.store.Scopes;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looking at couplings, making and dissolving them by hand. */
public final class CouplingOperations {
    /** Makes and dissolves couplings; knows the remote services. */
    public interface Coupler {
        /** Couples, creates and synchronizes as asked; returns the SystemId of the coupled record. */
        UUID couple(TableMapping mapping, CoupleCommand command, String startedBy);

        /** Dissolves one coupling. Neither record is deleted. */
        void uncouple(TableMapping mapping, UUID businessCentralId, String startedBy);

        /** Dissolves many, or all when the list is null, in the background; returns the number of the run. */
        long uncoupleMany(TableMapping mapping, @Nullable List<UUID> businessCentralIds, String startedBy);
    }

    private final String company;
    private final Mappings mappings;
    private final Coupler coupler;
    private final Scopes scopes;
    private final CouplingRepository couplings;
    private final RecordLinks links;

    public CouplingOperations(
            Database database, String company, Mappings mappings, Coupler coupler, RecordLinks links) {
        this.links = links;
        this.company = company;
        this.mappings = mappings;
        this.coupler = coupler;
        this.scopes = new Scopes(database);
        this.couplings = new CouplingRepository(database);
    }

    /** A page of a mapping's couplings in the order of SystemIds, optionally those whose number or name contains a text. */
    public Listing<CouplingView> list(String mappingId, @Nullable String search, @Nullable UUID after, int limit) {
        TableMapping mapping = mappings.require(mappingId);
        int scope = scopes.of(company, mapping.id());
        List<CouplingView> rows = couplings.list(scope, search, after, limit + 1).stream()
                .map(coupling -> CouplingView.of(mapping, coupling, links))
                .toList();
        return Listing.of(rows, limit, row -> row.businessCentralId().toString());
    }

    /**
     * Couples two records, or one record with a new one on the other side.
     *
     * @throws OperationException if mapping or records do not exist, or one of them is coupled already
     */
    public CouplingView couple(CoupleCommand command, String startedBy) {
        TableMapping mapping = mappings.require(command.mapping());
        boolean oneMissing = command.businessCentralId() == null || command.dataverseId() == null;
        if (command.businessCentralId() == null && command.dataverseId() == null) {
            throw OperationException.invalid("name a record: businessCentralId, dataverseId or both");
        }
        if (oneMissing != Boolean.TRUE.equals(command.createNew())) {
            throw OperationException.invalid(
                    oneMissing
                            ? "one of businessCentralId and dataverseId is missing; give it, or say createNew to have"
                                    + " the record created"
                            : "both records are named, so nothing is to be created; leave createNew out");
        }
        UUID id = coupler.couple(mapping, command, startedBy);
        return find(mapping, id);
    }

    /**
     * Dissolves a coupling.
     *
     * @param id as listed: mapping, dot, SystemId
     * @throws OperationException if there is no such coupling
     */
    public void uncouple(String id, String startedBy) {
        int dot = id.lastIndexOf('.');
        if (dot < 0) {
            throw OperationException.invalid(
                    "'" + id + "' is not the id of a coupling; expected MAPPING.SystemId as listed");
        }
        TableMapping mapping = mappings.require(id.substring(0, dot));
        CouplingView coupling = find(mapping, uuid(id.substring(dot + 1)));
        coupler.uncouple(mapping, coupling.businessCentralId(), startedBy);
    }

    /** Which records to uncouple, by id on either side, number or name; none for all of the mapping. */
    public record UncoupleCommand(@Nullable List<String> records) {
        /** The whole mapping. */
        public static final UncoupleCommand ALL = new UncoupleCommand(null);
    }

    /**
     * Dissolves couplings in the background. Records that are not coupled are passed over.
     *
     * @return number of the run
     */
    public long uncoupleMany(String mappingId, UncoupleCommand command, String startedBy) {
        TableMapping mapping = mappings.require(mappingId);
        List<String> records = command.records();
        if (records == null) {
            return coupler.uncoupleMany(mapping, null, startedBy);
        }
        List<UUID> ids = new ArrayList<>();
        for (String record : records) {
            try {
                ids.add(find(mapping.id(), record).businessCentralId());
            } catch (OperationException e) {
                if (e.reason() != OperationException.Reason.NOT_FOUND) {
                    throw e;
                }
            }
        }
        return coupler.uncoupleMany(mapping, ids, startedBy);
    }

    /**
     * The coupling of a record that is named by id on either side, by number, or by name.
     *
     * @throws OperationException if none or several fit
     */
    public CouplingView find(String mappingId, String record) {
        TableMapping mapping = mappings.require(mappingId);
        if (isUuid(record)) {
            return find(mapping, UUID.fromString(record));
        }
        List<CouplingView> fitting = list(mapping.id(), record, null, 50).value().stream()
                .filter(row -> record.equalsIgnoreCase(row.number()) || record.equalsIgnoreCase(row.name()))
                .toList();
        if (fitting.size() != 1) {
            throw fitting.isEmpty()
                    ? OperationException.notFound(mapping.id() + " " + record + " is not coupled")
                    : OperationException.invalid(fitting.size() + " couplings of " + mapping.id() + " fit '" + record
                            + "'; name the record by its id");
        }
        return fitting.get(0);
    }

    private CouplingView find(TableMapping mapping, UUID record) {
        int scope = scopes.of(company, mapping.id());
        return couplings
                .find(scope, Side.BUSINESS_CENTRAL, record)
                .or(() -> couplings.find(scope, Side.DATAVERSE, record))
                .map((Coupling coupling) -> CouplingView.of(mapping, coupling, links))
                .orElseThrow(() -> OperationException.notFound(mapping.id() + " " + record + " is not coupled"));
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw OperationException.invalid("'" + text + "' is not an id; expected a SystemId (GUID)");
        }
    }

    private static boolean isUuid(String text) {
        return text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    }
}
