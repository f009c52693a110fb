package io.koppel.operate.plan;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What passes would do, in full: {@code apply} needs nothing else.
 *
 * @param id made of everything in it that counts, so that an edited plan is known as such
 * @param created when it was made, by this process's clock
 * @param mode modified, couple, couple-and-create or full
 * @param passes what each pass would count
 * @param records one entry per record that would not stay as it is, in the order in which they would be written
 * @param omitted records beyond the limit, which are counted only
 */
public record Plan(
        String id,
        String company,
        String created,
        String mode,
        List<PlannedPass> passes,
        List<PlannedRecord> records,
        long omitted) {

    /** What one pass would count. */
    public record PlannedPass(
            String mapping,
            String direction,
            long insert,
            long modify,
            long couple,
            long uncouple,
            long conflict,
            long skip,
            long fail,
            long unchanged) {}

    static Plan of(
            String company,
            String created,
            String mode,
            List<PlannedPass> passes,
            List<PlannedRecord> records,
            long omitted) {
        return new Plan(
                idOf(company, created, mode, records),
                company,
                created,
                mode,
                List.copyOf(passes),
                List.copyOf(records),
                omitted);
    }

    /** Whether nobody changed it since it was made. */
    boolean isWhole() {
        return id.equals(idOf(company, created, mode, records));
    }

    private static String idOf(String company, String created, String mode, List<PlannedRecord> records) {
        return Fingerprint.of(records.stream()
                .map(PlannedRecord::signature)
                .collect(Collectors.joining("\n", company + "|" + created + "|" + mode + "\n", "")));
    }
}
