package io.koppel.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.job.FullLine.LineStatus;
import io.koppel.mapping.Direction;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which lines of a full synchronization may start, and what is recommended (sync-semantics.md §11). */
class FullPlanTest {
    private static FullLine line(String mapping, LineStatus status, String... after) {
        return new FullLine(
                mapping, 1, FullAction.FULL, List.of(after), null, status, null, null, null, null, null, null);
    }

    private static List<String> startable(Set<String> running, FullLine... plan) {
        return FullPlan.startable(List.of(plan), running).stream()
                .map(FullLine::mapping)
                .toList();
    }

    @Test
    void lines_whose_parents_are_all_done_start_and_others_wait() {
        assertThat(startable(
                        Set.of("UNIT OF MEASURE"),
                        line("CURRENCY", LineStatus.FINISHED),
                        line("SALESPEOPLE", LineStatus.FINISHED),
                        line("PAYMENT TERMS", LineStatus.NO_RECORDS),
                        line("UNIT OF MEASURE", LineStatus.IN_PROCESS),
                        line("CUSTOMER", LineStatus.BLANK, "SALESPEOPLE", "CURRENCY", "PAYMENT TERMS"),
                        line("VENDOR", LineStatus.BLANK, "SALESPEOPLE", "CURRENCY"),
                        line("RESOURCE-PRODUCT", LineStatus.BLANK, "UNIT OF MEASURE"),
                        line("CONTACT", LineStatus.BLANK, "CUSTOMER", "VENDOR")))
                .containsExactly("CUSTOMER", "VENDOR");
    }

    @Test
    void a_line_in_error_holds_up_what_depends_on_it_and_nothing_else() {
        assertThat(startable(
                        Set.of(),
                        line("CURRENCY", LineStatus.ERROR),
                        line("CUSTOMER", LineStatus.BLANK, "CURRENCY"),
                        line("SALESPEOPLE", LineStatus.BLANK)))
                .containsExactly("SALESPEOPLE");
    }

    @Test
    void a_line_that_a_dead_process_left_in_process_starts_again() {
        assertThat(startable(Set.of(), line("CUSTOMER", LineStatus.IN_PROCESS))).containsExactly("CUSTOMER");
    }

    @Test
    void a_dependency_that_is_not_part_of_the_plan_is_not_waited_for() {
        assertThat(startable(Set.of(), line("CUSTOMER", LineStatus.BLANK, "SALESPEOPLE")))
                .containsExactly("CUSTOMER");
    }

    private static FullAction recommended(boolean businessCentral, boolean dataverse, Direction direction) {
        return FullRecommendation.of(businessCentral, dataverse, direction, false, true)
                .action();
    }

    @Test
    void what_both_sides_hold_decides() {
        assertThat(recommended(false, false, Direction.BIDIRECTIONAL)).isEqualTo(FullAction.NONE);
        assertThat(recommended(true, true, Direction.BIDIRECTIONAL)).isEqualTo(FullAction.COUPLE);
        assertThat(recommended(true, false, Direction.BIDIRECTIONAL)).isEqualTo(FullAction.FULL);
        assertThat(recommended(false, true, Direction.BIDIRECTIONAL)).isEqualTo(FullAction.FULL);
    }

    @Test
    void salespeople_are_always_fetched_in_full() {
        assertThat(recommended(true, true, Direction.FROM_DATAVERSE)).isEqualTo(FullAction.FULL);
    }

    @Test
    void choices_are_coupled_where_there_are_codes() {
        assertThat(FullRecommendation.of(true, false, Direction.TO_DATAVERSE, true, true)
                        .action())
                .isEqualTo(FullAction.COUPLE);
        assertThat(FullRecommendation.of(false, false, Direction.TO_DATAVERSE, true, true)
                        .action())
                .isEqualTo(FullAction.NONE);
    }
}
