package io.koppel.sync;

import io.koppel.mapping.ColumnLimits;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.metadata.ServiceModel;
import io.koppel.metadata.TableModel;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What both services' {@code $metadata} told at the start.
 *
 * @param businessCentral models by surface: {@code companion}, {@code v2.0}, {@code pages}; those that do not answer are missing
 */
public record ServiceModels(Map<String, ServiceModel> businessCentral, @Nullable ServiceModel dataverse) {
    /** Nothing is known of either. */
    public static final ServiceModels UNKNOWN = new ServiceModels(Map.of(), null);

    /** The columns of a mapping's table on a side. */
    public ColumnLimits limits(TableMapping mapping, Side side) {
        ServiceModel model = side == Side.DATAVERSE
                ? dataverse
                : businessCentral.get(mapping.businessCentral().api().key());
        String set = side == Side.DATAVERSE
                ? mapping.dataverse().entitySet()
                : mapping.businessCentral().entitySet();
        TableModel table = model == null ? null : model.table(set);
        return table == null ? ColumnLimits.UNKNOWN : ColumnLimits.of(table);
    }
}
