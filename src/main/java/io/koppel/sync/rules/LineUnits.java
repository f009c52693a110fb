package io.koppel.sync.rules;

import io.koppel.coupling.Coupling;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.ErrorClass;
import io.koppel.odata.Row;
import io.koppel.sync.Engine;
import io.koppel.sync.RecordRefused;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The unit in which Dataverse shows a line of a document: the product's default unit, or with unit groups the one coupled to the
 * line's own (sales-documents.md §4.3, §10.2).
 */
final class LineUnits {
    private LineUnits() {}

    /**
     * Id of the unit.
     *
     * @param item whether the line sells an item; otherwise it sells a resource
     * @param noun what messages call it
     * @throws RecordRefused if there is none
     */
    static String of(Engine engine, Row line, boolean item, String noun, InvoiceProducts.Asset asset) {
        TableMapping units = Companies.of(engine, item ? "itemUnitsOfMeasure" : "resourceUnitsOfMeasure", "uom");
        if (units == null) {
            if (asset.unit() == null) {
                throw new RecordRefused(
                        ErrorClass.DATA, "number", "the product of " + noun + " '" + asset.number() + "' has no unit");
            }
            return asset.unit();
        }
        @Nullable Object own = line.get("assetUnitOfMeasureId");
        if (!ContactCompanies.isNone(own)) {
            String coupled = engine.couplings()
                    .find(engine.scope(units.id()), Side.BUSINESS_CENTRAL, UUID.fromString(String.valueOf(own)))
                    .filter(coupling -> !coupling.state().isPending())
                    .map(Coupling::dataverseId)
                    .map(UUID::toString)
                    .orElse(null);
            if (coupled != null) {
                return coupled;
            }
        }
        throw new RecordRefused(
                ErrorClass.DATA,
                "unitOfMeasureCode",
                "unit '" + line.get("unitOfMeasureCode") + "' of " + noun + " '" + asset.number()
                        + "' is not coupled; couple it or run " + units.id() + " first");
    }
}
