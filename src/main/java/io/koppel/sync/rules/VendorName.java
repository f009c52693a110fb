package io.koppel.sync.rules;

import io.koppel.mapping.Side;
import io.koppel.odata.Row;
import io.koppel.sync.Batch;
import io.koppel.sync.Item;
import io.koppel.sync.Rule;
import java.util.Set;

/** Writes the name of the vendor beside its number, which is only text in Dataverse (table-mappings.md §6, §8.4). */
public final class VendorName implements Rule {
    private static final int LONGEST = 100;

    @Override
    public String name() {
        return "vendor-name";
    }

    @Override
    public Set<String> columns(Side side) {
        return side == Side.DATAVERSE ? Set.of("vendorname") : Set.of("vendorName");
    }

    @Override
    public void complete(Item item, Batch batch) {
        if (batch.pass().target() != Side.DATAVERSE) {
            return;
        }
        String all = DataverseRows.text(item.source(), "vendorName");
        String name = all.length() <= LONGEST ? all : all.substring(0, LONGEST);
        Row target = item.target();
        String there = target == null ? "" : DataverseRows.text(target, "vendorname");
        if (!name.equals(there)) {
            item.payload().put("vendorname", name.isEmpty() ? null : name);
        }
    }
}
