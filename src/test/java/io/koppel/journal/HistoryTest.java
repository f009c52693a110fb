package io.koppel.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.journal.HistoryRow.FieldChange;
import io.koppel.mapping.Side;
import io.koppel.store.Database;
import io.koppel.store.DatabaseSettings;
import io.koppel.store.Scopes;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read from the history is what was written, however it is cut into rows. */
class HistoryTest {
    @TempDir
    static Path folder;

    private static Database database;
    private static History history;

    @BeforeAll
    static void open() {
        database =
                Database.open(DatabaseSettings.embedded(folder.resolve("koppel").toString()));
        history = new History(database);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void pagesGoFromTheNewestWriteToTheOldestAcrossBatches() {
        // given three batches, one larger than a row holds
        List<String> written = new ArrayList<>();
        for (int size : new int[] {3, 5_000, 2}) {
            List<History.Entry> batch = IntStream.range(0, size)
                    .mapToObj(i -> entry(UUID.randomUUID(), UUID.randomUUID(), "name", written.size() + i))
                    .toList();
            batch.forEach(entry -> written.add(String.valueOf(entry.dataverseId())));
            record("PAGED", 7, 0, batch);
        }
        // when they are read in pages of 999
        List<String> read = new ArrayList<>();
        Long before = null;
        List<HistoryRow> page;
        do {
            page = history.list("HISTORY", "PAGED", null, before, 999);
            page.forEach(row -> read.add(String.valueOf(row.dataverseId())));
            before = page.isEmpty() ? null : page.get(page.size() - 1).id();
        } while (!page.isEmpty());
        // then each came once, newest first
        java.util.Collections.reverse(written);
        assertThat(read).isEqualTo(written);
    }

    @Test
    void aRecordIsFoundByTheIdOfEitherSide() {
        // given two writes of one record among those of others
        UUID customer = UUID.randomUUID();
        UUID account = UUID.randomUUID();
        for (int batch = 0; batch < 300; batch++) {
            History.Entry other = entry(UUID.randomUUID(), UUID.randomUUID(), "name", batch);
            record(
                    "FOUND",
                    batch,
                    0,
                    batch % 200 == 0
                            ? List.of(other, entry(customer, account, "phone", batch), other)
                            : List.of(other));
        }
        // when it is asked for
        List<HistoryRow> byCustomer = history.list("HISTORY", null, customer, null, 10);
        List<HistoryRow> byAccount = history.list("HISTORY", "FOUND", account, null, 10);
        // then both ids lead to both writes, the newer one first
        assertThat(byCustomer).isEqualTo(byAccount);
        assertThat(byCustomer).extracting(HistoryRow::run).containsExactly(200L, 0L);
        assertThat(byCustomer.get(0).changes()).containsExactly(new FieldChange("phone", null, 200L));
    }

    @Test
    void everythingSaidAboutAWriteComesBack() {
        // given an update and a create with all kinds of values
        UUID account = UUID.randomUUID();
        History.Entry update = new History.Entry(
                UUID.randomUUID(),
                account,
                Side.BUSINESS_CENTRAL,
                "update",
                "changed",
                List.of(
                        new FieldChange("name", "Müller", "Möller"),
                        new FieldChange("limit", new BigDecimal("1.50"), new BigDecimal("1.5")),
                        new FieldChange("blocked", true, null)),
                "request-1");
        History.Entry create = new History.Entry(null, account, Side.DATAVERSE, "create", "new", List.of(), null);
        // when they are recorded and read
        record("KEPT", 5, 1_000, List.of(update, create));
        List<HistoryRow> rows = history.list("HISTORY", "KEPT", account, null, 10);
        // then nothing is lost
        assertThat(rows).hasSize(2);
        assertSame(rows.get(0), create);
        assertSame(rows.get(1), update);
        assertThat(rows.get(0).at()).isEqualTo(Instant.ofEpochMilli(1_000));
        assertThat(rows.get(0).job()).isEqualTo(6);
    }

    @Test
    void oldWritesAreRemovedWithTheirContents() {
        // given a write of long ago and one of now
        Instant now = Instant.parse("2026-11-21T08:00:00Z");
        record(
                "OLD",
                1,
                now.minus(Duration.ofDays(91)).toEpochMilli(),
                List.of(entry(null, UUID.randomUUID(), "a", 1)));
        record("OLD", 2, now.toEpochMilli(), List.of(entry(null, UUID.randomUUID(), "a", 2)));
        // when what is older than ninety days is removed
        new Retention(database, Duration.ofDays(90), Clock.fixed(now, ZoneOffset.UTC)).clean();
        // then the newer one is left, and no content without a row
        assertThat(history.list("HISTORY", "OLD", null, null, 10))
                .extracting(HistoryRow::run)
                .containsExactly(2L);
        Integer orphans = database.jdbi().withHandle(handle -> handle.select(
                        "SELECT COUNT(*) FROM history_content WHERE history NOT IN (SELECT id FROM history)")
                .mapTo(Integer.class)
                .one());
        assertThat(orphans).isZero();
    }

    private static void assertSame(HistoryRow row, History.Entry entry) {
        assertThat(row.businessCentralId()).isEqualTo(entry.businessCentralId());
        assertThat(row.side()).isEqualTo(entry.side());
        assertThat(row.operation()).isEqualTo(entry.operation());
        assertThat(row.reason()).isEqualTo(entry.reason());
        assertThat(row.changes()).isEqualTo(entry.changes());
        assertThat(row.requestId()).isEqualTo(entry.requestId());
    }

    private static void record(String mapping, long run, long at, List<History.Entry> entries) {
        int scope = new Scopes(database).of("HISTORY", mapping);
        database.inTransaction(connection -> {
            history.record(connection, scope, run, run + 1, at, entries);
            return true;
        });
    }

    private static History.Entry entry(@Nullable UUID customer, UUID account, String field, long value) {
        return new History.Entry(
                customer,
                account,
                Side.DATAVERSE,
                "update",
                "changed",
                List.of(new FieldChange(field, null, value)),
                null);
    }
}
