package io.koppel.mapping.file;

import static io.koppel.mapping.file.OptionSpec.option;
import static io.koppel.mapping.file.ValueType.TEXT;

import io.koppel.mapping.OrderModel;
import io.koppel.mapping.Ownership;
import io.koppel.mapping.PriceModel;
import io.koppel.mapping.UnitModel;
import java.util.Arrays;

/** The options by which something in a mapping file exists under some settings only, see {@link io.koppel.mapping.Models}. */
final class ModelSpec {
    private ModelSpec() {}

    static OptionSpec ownership(String description) {
        return option("ownership", TEXT, description)
                .oneOf(Arrays.stream(Ownership.values()).map(Ownership::key).toList())
                .otherwise("both");
    }

    static OptionSpec units(String description) {
        return option("units", TEXT, description)
                .oneOf(Arrays.stream(UnitModel.values()).map(UnitModel::key).toList())
                .otherwise("both");
    }

    static OptionSpec prices(String description) {
        return option("prices", TEXT, description)
                .oneOf(Arrays.stream(PriceModel.values()).map(PriceModel::key).toList())
                .otherwise("both");
    }

    static OptionSpec orders(String description) {
        return option("orders", TEXT, description)
                .oneOf(Arrays.stream(OrderModel.values()).map(OrderModel::key).toList())
                .otherwise("all");
    }
}
