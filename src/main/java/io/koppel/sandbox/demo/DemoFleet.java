package io.koppel.sandbox.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** The company's vehicles, in a table of somebody else's extension; Sales has an empty table for them. */
public final class DemoFleet {
    private DemoFleet() {}

    /** @param customer number of the customer who has leased it, "" for nobody */
    public record Vehicle(
            String number,
            String name,
            String plate,
            String fuel,
            String customer,
            BigDecimal mileage,
            BigDecimal rate,
            LocalDate registered) {}

    /** Those of the demonstration company; always the same. */
    public static List<Vehicle> cronus() {
        return DemoCompany.lines("vehicles.txt").stream()
                .map(line -> new Vehicle(
                        line[0],
                        line[1],
                        line[2],
                        line[3],
                        line[4],
                        new BigDecimal(line[5]),
                        new BigDecimal(line[6]),
                        LocalDate.parse(line[7])))
                .toList();
    }
}
