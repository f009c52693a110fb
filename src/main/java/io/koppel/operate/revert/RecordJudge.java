package io.koppel.operate.revert;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.Versions;
import io.koppel.journal.HistoryRow.FieldChange;
import io.koppel.mapping.Conversion;
import io.koppel.mapping.Direction;
import io.koppel.mapping.FieldMapping;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.Row;
import io.koppel.operate.revert.Reverted.RevertedField;
import io.koppel.operate.revert.RunWrites.Written;
import io.koppel.sync.Engine;
import io.koppel.sync.MappingRuntime;
import io.koppel.sync.Records;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares what a run wrote with how the records stand now: only what still holds the run's values is put back. */
final class RecordJudge {
    private static final String COMPANY = "bcbi_CompanyId@odata.bind";
    private final Engine engine;
    private final TableMapping mapping;
    private final Side side;
    private final Records records;
    private final boolean deletes;

    RecordJudge(Engine engine, TableMapping mapping, Side side, boolean deletes) {
        this.engine = engine;
        this.mapping = mapping;
        this.side = side;
        this.records = new Records(mapping);
        this.deletes = deletes;
    }

    /** Reads the records and judges them, in their order. */
    List<Judged> judge(List<Written> block) {
        int scope = engine.scope(mapping.id());
        List<UUID> ids = block.stream().map(written -> written.target.id()).toList();
        Map<UUID, Coupling> couplings =
                engine.database().read(connection -> engine.couplings().find(connection, scope, side, ids));
        List<Written> wanted =
                block.stream().filter(written -> unfit(written) == null).toList();
        Map<UUID, Row> rows = wanted.isEmpty() ? Map.of() : read(wanted, couplings);
        List<Judged> judged = new ArrayList<>();
        for (Written written : block) {
            UUID id = written.target.id();
            String unfit = unfit(written);
            Row row = rows.get(id);
            judged.add(
                    unfit != null
                            ? Judged.kept(written, couplings.get(id), null, unfit)
                            : row == null
                                    ? Judged.kept(written, couplings.get(id), null, "the record is gone")
                                    : written.created
                                            ? created(written, couplings.get(id), row)
                                            : changed(written, couplings.get(id), row));
        }
        return judged;
    }

    private @Nullable String unfit(Written written) {
        if (written.copy || (side == Side.DATAVERSE && mapping.dataverse().isChoice())) {
            return "options of choice columns are not taken back; rename or remove the option in Dataverse";
        }
        if (written.uncoupled) {
            return "uncoupling is not taken back; koppel couple couples the two again";
        }
        if (written.removed) {
            return "deleted by this run; a deleted record cannot be brought back";
        }
        return written.created && !deletes
                ? "created by this run; not deleted unless asked for (--delete-created)"
                : null;
    }

    private Map<UUID, Row> read(List<Written> wanted, Map<UUID, Coupling> couplings) {
        Direction direction = mapping.passes().get(0);
        MappingRuntime runtime = engine.runtime(mapping, direction);
        Set<String> columns =
                new LinkedHashSet<>(direction.source() == side ? runtime.sourceColumns() : runtime.targetColumns());
        for (Written written : wanted) {
            if (!written.created) {
                written.fields
                        .values()
                        .forEach(change -> columns.add(back(change).read()));
            }
        }
        boolean byNumber = side == Side.BUSINESS_CENTRAL && records.byBusinessKey();
        List<String> keys = new ArrayList<>();
        for (Written written : wanted) {
            Coupling coupling = couplings.get(written.target.id());
            String number = coupling == null ? null : coupling.number();
            keys.add(byNumber && number != null ? number : written.target.id().toString());
        }
        Map<UUID, Row> rows = new LinkedHashMap<>();
        engine.services()
                .of(side)
                .readByIds(
                        records.path(side), records.keyColumn(side), keys, Map.of("$select", String.join(",", columns)))
                .rows()
                .forEach(row -> rows.put(records.id(side, row), row));
        return rows;
    }

    private FieldBack back(FieldChange change) {
        return FieldBack.of(mapping, side, change.field(), change.before(), change.after(), this::sets);
    }

    private List<String> sets(FieldMapping field) {
        List<String> sets = new ArrayList<>();
        if (field.conversion() instanceof Conversion.CouplingOf coupling) {
            for (String id : coupling.mappings()) {
                TableMapping referred = engine.mappings().apply(id);
                if (referred != null) {
                    sets.add(referred.dataverse().entitySet());
                }
            }
        } else if (field.conversion() instanceof Conversion.Currency) {
            sets.add("transactioncurrencies");
        }
        if ("ownerid".equals(field.dataverse())) {
            sets.add("teams");
        }
        return sets;
    }

    private Judged created(Written written, @Nullable Coupling coupling, Row row) {
        if (coupling == null || !knows(coupling, row)) {
            return Judged.kept(written, coupling, row, "created by this run, but changed since; not deleted");
        }
        return new Judged(written, coupling, row, true, List.of(), Map.of(), Map.of(), null);
    }

    /** Whether the record has the version Koppel knows: nobody has changed it since. */
    boolean knows(Coupling coupling, Row row) {
        Versions versions = coupling.versions();
        return side == Side.BUSINESS_CENTRAL
                ? versions.businessCentralStamp() != 0 && versions.businessCentralStamp() == records.stamp(side, row)
                : versions.dataverseVersion() != 0 && versions.dataverseVersion() == Records.version(row.etag());
    }

    private Judged changed(Written written, @Nullable Coupling coupling, Row row) {
        List<RevertedField> fields = new ArrayList<>();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        for (FieldChange change : written.fields.values()) {
            FieldBack back = back(change);
            if (FieldBack.same(change.before(), change.after())
                    || change.field().equals(COMPANY)) {
                continue; // the company of a row that stays coupled stays too
            }
            Object now = row.get(back.read());
            if (!FieldBack.same(now, change.after())) {
                fields.add(field(
                        change,
                        now,
                        "changed since: the run wrote '" + FieldBack.normal(change.after()) + "', it holds '"
                                + FieldBack.normal(now) + "'"));
                continue;
            }
            try {
                body.put(back.write(), written(back, change.before()));
                values.put(back.read(), change.before());
                fields.add(field(change, now, null));
            } catch (IllegalArgumentException lost) {
                fields.add(field(change, now, String.valueOf(lost.getMessage())));
            }
        }
        String why = !body.isEmpty()
                ? null
                : fields.isEmpty()
                        ? "nothing of it can be taken back"
                        : fields.stream()
                                .map(field -> field.field() + " " + field.why())
                                .collect(Collectors.joining("; "));
        return new Judged(written, coupling, row, false, fields, values, body, why);
    }

    /** The value as the service takes it; empty is blank in Business Central. */
    private @Nullable Object written(FieldBack back, @Nullable Object before) {
        String id = FieldBack.normal(before);
        if (back.sets().isEmpty()) {
            return before == null && side == Side.BUSINESS_CENTRAL ? "" : before;
        }
        if (id.isEmpty()) {
            return null;
        }
        for (String set : back.sets()) {
            if (back.sets().size() == 1
                    || engine.services()
                            .dataverse()
                            .readOne(set + "(" + id + ")", Map.of("$select", "createdon"))
                            .isPresent()) {
                return "/" + set + "(" + id + ")";
            }
        }
        throw new IllegalArgumentException("the record it pointed to (" + id + ") is gone");
    }

    private static RevertedField field(FieldChange change, @Nullable Object now, @Nullable String why) {
        return new RevertedField(change.field(), text(now), text(change.before()), why);
    }

    private static @Nullable String text(@Nullable Object value) {
        String text = FieldBack.normal(value);
        return text.isEmpty() ? null : text;
    }
}
