package io.koppel.operate;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One mapping in a list.
 *
 * @param businessCentral surface and set, for example {@code companion/customers}
 * @param dataverse table, or table and column of a choice
 * @param describes both tables with an arrow that shows the direction, Business Central on the left: {@code items <-> product}
 * @param multiCompany whether several companies of Business Central share its Dataverse rows; null where rows carry no company
 * @param couplings how many records are coupled
 * @param skipped how many of them are left out until someone releases them
 * @param pending how many of them wait for the confirmation of their creation
 * @param businessCentralWatermark stamp up to which Business Central's changes are confirmed
 * @param dataverseWatermark the same for Dataverse
 * @param lastRun passes of the last run, empty before the first
 */
public record MappingView(
        String id,
        String title,
        boolean enabled,
        String direction,
        String businessCentral,
        String dataverse,
        String describes,
        boolean onlyCoupled,
        @Nullable Boolean multiCompany,
        long couplings,
        long skipped,
        long pending,
        @Nullable Instant businessCentralWatermark,
        @Nullable Instant dataverseWatermark,
        List<RunView.PassView> lastRun,
        @Nullable Instant lastRunStarted) {}
