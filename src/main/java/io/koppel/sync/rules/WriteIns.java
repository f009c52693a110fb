package io.koppel.sync.rules;

import io.koppel.sync.Engine;
import io.koppel.sync.Pass;

/**
 * Which item or resource stands for products that people write in by hand: the one in the setting
 * {@code koppel.write-in-product}, else the one in Business Central's sales set-up (table-mappings.md §8.4).
 */
final class WriteIns {
    private final Engine engine;
    private final SalesSetupRow setup;

    WriteIns(Engine engine) {
        this.engine = engine;
        this.setup = new SalesSetupRow(engine);
    }

    boolean is(Pass pass, String number) {
        String own = engine.settings().writeInProduct();
        String writeIn = own.isBlank() ? DataverseRows.text(setup.of(pass), "writeInProductNumber") : own;
        return !writeIn.isBlank() && writeIn.equals(number);
    }
}
