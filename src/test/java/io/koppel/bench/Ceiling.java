package io.koppel.bench;

import io.koppel.setup.Settings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * (a) The same requests as Koppel makes, by hand: no mapping, no store. (a2) with a ledger: besides one intent and one
 * confirm transaction for each batch. Needs no store to find its partners, because it gives the accounts the customers' ids.
 */
final class Ceiling implements Subject {
    private static final String COMPANION =
            "/v2.0/sandbox/api/koppel/sync/v1.0/companies(c0000000-0000-4000-8000-00000000c0de)/customers";
    private static final String ACCOUNTS = "/api/data/v9.2/accounts";
    private static final int OVERLAP_MILLIS = 60_000;
    private static final int ID = 0;

    private final BenchConnection connection;
    private final boolean remembers;
    private final CeilingHttp http;
    private final CeilingWrites writes;
    private final ExecutorService ahead = Executors.newSingleThreadExecutor();
    private ExecutorService deliver;
    private Ledger ledger;
    private int pageSize;
    private int batchSize;
    private long customersFrom;
    private long accountsFrom;

    Ceiling(BenchConnection connection, boolean remembers) {
        this.connection = connection;
        this.remembers = remembers;
        this.http = new CeilingHttp(connection.sandbox());
        this.writes = new CeilingWrites(http);
    }

    @Override
    public void prepare(Path folder, Work work) throws Exception {
        Settings settings = connection.settings(folder);
        pageSize = settings.requireBusinessCentral().pageSize();
        batchSize = settings.requireDataverse().batchSize();
        int inFlight = BenchConnection.batchesInFlight(settings);
        shutDown();
        deliver = new ThreadPoolExecutor(
                inFlight,
                inFlight,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(inFlight),
                new ThreadPoolExecutor.CallerRunsPolicy());
        ledger = remembers ? new Ledger(settings) : null;
        customersFrom = 0;
        accountsFrom = 0;
    }

    @Override
    public Measured first(int records, int failing) throws Exception {
        Measured.Moment before = http.moment();
        long written = customers(this::create);
        Measured measured = before.until(http.moment(), written);
        if (written != records) {
            throw new IllegalStateException("expected " + records + " created, found " + written);
        }
        accounts();
        return measured;
    }

    @Override
    public Measured modified() throws Exception {
        Measured.Moment before = http.moment();
        long written = customers(this::update);
        accounts();
        return before.until(http.moment(), written);
    }

    private long customers(Function<List<Object[]>, Integer> work) throws Exception {
        String address = COMPANION + "?$select=" + String.join(",", CeilingColumns.CUSTOMERS)
                + "&$orderby=systemModifiedAt&$filter="
                + CeilingHttp.encode("blocked eq '_x0020_' and systemModifiedAt ge "
                        + Instant.ofEpochMilli(customersFrom).plusMillis(1));
        List<Future<Integer>> batches = new ArrayList<>();
        CompletableFuture<CeilingHttp.Page> fetching = fetch(address);
        long start = 0;
        while (fetching != null) {
            CeilingHttp.Page page = fetching.join();
            start = start == 0 ? page.serverTime() : start;
            fetching = page.next() == null ? null : fetch(page.next());
            List<Object[]> rows = page.rows();
            for (int at = 0; at < rows.size(); at += batchSize) {
                List<Object[]> batch = rows.subList(at, Math.min(rows.size(), at + batchSize));
                batches.add(deliver.submit(() -> work.apply(batch)));
            }
        }
        long written = 0;
        for (Future<Integer> batch : batches) {
            written += batch.get();
        }
        customersFrom = start - OVERLAP_MILLIS;
        return written;
    }

    private CompletableFuture<CeilingHttp.Page> fetch(String address) {
        return CompletableFuture.supplyAsync(() -> http.page(address, CeilingColumns.CUSTOMERS, pageSize), ahead);
    }

    private int create(List<Object[]> customers) {
        if (ledger != null) {
            ledger.intend(customers);
        }
        writes.create(customers);
        List<Object[]> accounts = read(customers);
        if (ledger != null) {
            ledger.confirm(customers, accounts);
        }
        return accounts.size();
    }

    private int update(List<Object[]> customers) {
        List<Object[]> before = read(customers);
        if (ledger != null) {
            ledger.intendUpdate(customers, before);
        }
        int updated = writes.update(customers, before);
        if (ledger != null) {
            ledger.confirm(customers, before);
        }
        return updated;
    }

    /** Versions are not told by the bulk message, so they are read after it, as Koppel does. */
    private List<Object[]> read(List<Object[]> customers) {
        StringBuilder filter = new StringBuilder("Microsoft.Dynamics.CRM.In(PropertyName='accountid',PropertyValues=[");
        for (int i = 0; i < customers.size(); i++) {
            filter.append(i == 0 ? "'" : ",'").append(customers.get(i)[ID]).append('\'');
        }
        String address = ACCOUNTS + "?$select=" + String.join(",", CeilingColumns.ACCOUNTS) + "&$filter="
                + CeilingHttp.encode(filter.append("])").toString());
        return http.page(address, CeilingColumns.ACCOUNTS, batchSize).rows();
    }

    /** The way back: every row is the subject's own work, so it is read and let go. */
    private void accounts() {
        String next = ACCOUNTS + "?$select=" + String.join(",", CeilingColumns.ACCOUNTS)
                + "&$orderby=modifiedon,accountid&$filter="
                + CeilingHttp.encode("statecode eq 0 and customertypecode eq 3 and modifiedon ge "
                        + Instant.ofEpochMilli(accountsFrom));
        long start = 0;
        while (next != null) {
            CeilingHttp.Page page = http.page(next, CeilingColumns.ACCOUNTS, pageSize);
            start = start == 0 ? page.serverTime() : start;
            next = page.next();
        }
        accountsFrom = start - OVERLAP_MILLIS;
    }

    private void shutDown() {
        if (deliver != null) {
            deliver.shutdownNow();
        }
        if (ledger != null) {
            ledger.close();
        }
    }

    @Override
    public void close() {
        shutDown();
        ahead.shutdownNow();
    }
}
