package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.RowDraft;
import io.koppel.sandbox.demo.DemoCompany;
import io.koppel.sandbox.demo.DemoFleet;
import java.math.BigDecimal;

/** Fills the table of the extension that is not ours. */
final class BcFleetSeeds {
    private final BcSession session;

    BcFleetSeeds(BcSession session) {
        this.session = session;
    }

    void load() {
        BcTable vehicles = session.data().table("Vehicle");
        for (DemoFleet.Vehicle vehicle : DemoFleet.cronus()) {
            RowDraft row = RowDraft.create(vehicles.rows().schema(), DemoCompany.id("vehicle", vehicle.number()))
                    .set("No.", vehicle.number())
                    .set("Description", vehicle.name())
                    .set("License Plate", vehicle.plate())
                    .set("Fuel", vehicle.fuel())
                    .set("Customer No.", vehicle.customer())
                    .set("Mileage", orNull(vehicle.mileage()))
                    .set("Leasing Rate", orNull(vehicle.rate()))
                    .set("Registration Date", vehicle.registered());
            session.insert(vehicles, row, false);
        }
    }

    /** What is zero is not stored. */
    private static @org.jspecify.annotations.Nullable BigDecimal orNull(BigDecimal amount) {
        return amount.signum() == 0 ? null : amount;
    }
}
