package io.koppel.operate;

import io.koppel.coupling.CouplingCounts;
import io.koppel.coupling.CouplingRepository;
import io.koppel.coupling.Watermarks;
import io.koppel.journal.JobLogRow;
import io.koppel.mapping.Conversion;
import io.koppel.mapping.Direction;
import io.koppel.mapping.FieldMapping;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.store.Database;
import io.koppel.store.Scopes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Looking at table mappings. */
public final class MappingOperations {
    private final Mappings mappings;
    private final String company;
    private final Scopes scopes;
    private final CouplingRepository couplings;
    private final Watermarks watermarks;
    private final Journal journal;

    public MappingOperations(Database database, String company, Mappings mappings, Journal journal) {
        this.mappings = mappings;
        this.company = company;
        this.scopes = new Scopes(database);
        this.couplings = new CouplingRepository(database);
        this.watermarks = new Watermarks(database);
        this.journal = journal;
    }

    /** All mappings. */
    public Listing<MappingView> list() {
        return new Listing<>(mappings.all().stream().map(this::view).toList(), null);
    }

    /**
     * One mapping.
     *
     * @throws OperationException if there is none of that id
     */
    public MappingDetail show(String id) {
        TableMapping mapping = mappings.require(id);
        Duration every = mapping.schedule().every();
        String choice = mapping.dataverse().choice();
        return new MappingDetail(
                view(mapping),
                mapping.businessCentral().key(),
                choice == null ? mapping.dataverse().key() : choice,
                choice == null ? "GUID" : "Option",
                mapping.businessCentral().filter(),
                mapping.dataverse().filter(),
                every == null ? null : every.toString(),
                mapping.after(),
                mapping.rules(),
                mapping.fields().stream().map(MappingOperations::field).toList(),
                mapping.location().toString());
    }

    /** Ids of all mappings, in the order of dependencies. */
    public List<String> ids() {
        return mappings.all().stream().map(TableMapping::id).toList();
    }

    private static String arrow(Direction direction) {
        return switch (direction) {
            case BIDIRECTIONAL -> " <-> ";
            case TO_DATAVERSE -> " -> ";
            case FROM_DATAVERSE -> " <- ";
        };
    }

    private MappingView view(TableMapping mapping) {
        int scope = scopes.of(company, mapping.id());
        CouplingCounts counts = couplings.counts(scope);
        List<JobLogRow> last = journal.lastPasses(mapping.id());
        String choice = mapping.dataverse().choice();
        return new MappingView(
                mapping.id(),
                mapping.title(),
                mapping.enabled(),
                mapping.direction().key(),
                mapping.businessCentral().api().key() + "/"
                        + mapping.businessCentral().entitySet(),
                choice == null
                        ? mapping.dataverse().entitySet()
                        : mapping.dataverse().table() + "." + choice,
                mapping.businessCentral().entitySet()
                        + arrow(mapping.direction())
                        + mapping.dataverse().table(),
                mapping.onlyCoupled(),
                mapping.dataverse().company() ? (Boolean) mapping.dataverse().multiCompany() : null,
                counts.all(),
                counts.skipped(),
                counts.pending(),
                watermark(scope, Side.BUSINESS_CENTRAL),
                watermark(scope, Side.DATAVERSE),
                last.stream().map(RunView.PassView::of).toList(),
                last.isEmpty() ? null : last.get(0).started());
    }

    private @Nullable Instant watermark(int scope, Side side) {
        OptionalLong stamp = watermarks.of(scope, side);
        return stamp.isPresent() ? Instant.ofEpochMilli(stamp.getAsLong()) : null;
    }

    private static MappingDetail.FieldView field(FieldMapping field) {
        return new MappingDetail.FieldView(
                field.businessCentral(),
                field.dataverse(),
                field.direction().key(),
                words(field.conversion()),
                field.conversion() instanceof Conversion.Constant constant ? String.valueOf(constant.value()) : null,
                field.enabled(),
                field.notNull(),
                field.clearOnFailure(),
                field.validate());
    }

    private static String words(Conversion conversion) {
        if (conversion instanceof Conversion.Constant constant) {
            return "constant " + constant.value();
        }
        if (conversion instanceof Conversion.CouplingOf coupling) {
            return "coupling of " + String.join(" or ", coupling.mappings());
        }
        if (conversion instanceof Conversion.Currency currency) {
            return "currency by " + currency.mapping();
        }
        if (conversion instanceof Conversion.OptionOf option) {
            return "choice by " + option.mapping();
        }
        return conversion instanceof Conversion.ValueMap ? "value map" : "as it is";
    }
}
