package io.koppel.sync.rules;

import io.koppel.coupling.FollowUps.FollowUp;
import io.koppel.mapping.Side;
import io.koppel.odata.Row;
import io.koppel.sync.Batch;
import io.koppel.sync.Engine;
import io.koppel.sync.FollowUpWork;
import io.koppel.sync.Item;
import io.koppel.sync.Rule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Marks Dataverse rows as belonging to this company: on every write to Dataverse, and as a claim on the row from which a
 * Business Central record was created (table-mappings.md §8.1). A row that already carries the company is left alone.
 */
public final class CompanyStamp implements Rule {
    static final String COLUMN = "_bcbi_companyid_value";
    static final String BIND = "bcbi_CompanyId@odata.bind";
    private final Engine engine;

    public CompanyStamp(Engine engine) {
        this.engine = engine;
    }

    @Override
    public String name() {
        return "company-stamp";
    }

    @Override
    public Set<String> columns(Side side) {
        return side == Side.DATAVERSE ? Set.of(COLUMN) : Set.of();
    }

    @Override
    public void complete(Item item, Batch batch) {
        String company = engine.company().dataverseId();
        if (company == null || batch.pass().target() != Side.DATAVERSE) {
            return;
        }
        Row target = item.target();
        boolean writes = item.isNew() || !item.payload().isEmpty();
        if (writes && (item.isNew() || target == null || !company.equals(target.get(COLUMN)))) {
            item.payload().put(BIND, "/bcbi_companies(" + company + ")");
        }
    }

    @Override
    public boolean needsFollowUp(Item item, Batch batch) {
        String company = engine.company().dataverseId();
        return company != null
                && item.isNew()
                && batch.pass().source() == Side.DATAVERSE
                && !company.equals(item.source().get(COLUMN));
    }

    @Override
    public void followUp(FollowUpWork work) {
        SideWrites writes = new SideWrites(work);
        Map<FollowUp, Map<String, @Nullable Object>> changes = new LinkedHashMap<>();
        for (FollowUp followUp : work.followUps()) {
            Map<String, @Nullable Object> change = new LinkedHashMap<>();
            change.put(BIND, "/bcbi_companies(" + engine.company().dataverseId() + ")");
            changes.put(followUp, change);
        }
        writes.writeToDataverse(
                changes,
                COLUMN,
                row -> !java.util.Objects.equals(engine.company().dataverseId(), row.get(COLUMN)),
                name());
    }
}
