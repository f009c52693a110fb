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
    private static final String ACCOUNTS = "/api/data/v9.2/accounts";
    private static final int OVERLAP_MILLIS = 60_000;

    private final BenchConnection connection;
    private final boolean remembers;
    private final CeilingHttp http;
    private final ExecutorService ahead = Executors.newSingleThreadExecutor();
    private ExecutorService deliver;
    private Ledger ledger;
    private CeilingWork work;
    private int pageSize;
    private int batchSize;
    private long recordsFrom;
    private long accountsFrom;

    Ceiling(BenchConnection connection, boolean remembers) {
        this.connection = connection;
        this.remembers = remembers;
        this.http = new CeilingHttp(connection.sandbox());
    }

    @Override
    public void prepare(Path folder, Work what) throws Exception {
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
        work = work(what, settings);
        recordsFrom = 0;
        accountsFrom = 0;
        work.prepare();
    }

    private CeilingWork work(Work what, Settings settings) throws Exception {
        if (what == Work.ORDERS) {
            around();
            return new CeilingOrders(http, remembers ? new OrderLedger(settings) : null);
        }
        CeilingColumns columns =
                switch (what) {
                    case CUSTOMERS -> CeilingColumns.CUSTOMERS;
                    case ITEMS -> CeilingColumns.ITEMS;
                    default -> CeilingColumns.INVOICES;
                };
        ledger = remembers ? new Ledger(settings, what.mapping(), columns) : null;
        return switch (what) {
            case CUSTOMERS -> new CeilingCustomers(http, ledger);
            case ITEMS -> new CeilingItems(http, ledger);
            default -> new CeilingInvoices(http, ledger, around());
        };
    }

    /** Customers and items that are there before; answers the latter. */
    private CeilingItems around() throws Exception {
        CeilingItems items = new CeilingItems(http, null);
        for (CeilingWork before : List.of(new CeilingCustomers(http, null), items)) {
            before.prepare();
            records(before, before::create);
        }
        return items;
    }

    @Override
    public Measured first(int records, int failing) throws Exception {
        Measured.Moment before = http.moment();
        long written = records(work, work::create);
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
        long written = records(work, work::update);
        accounts();
        return before.until(http.moment(), written);
    }

    private long records(CeilingWork of, Function<List<Object[]>, Integer> each) throws Exception {
        List<String> columns = of.columns().source();
        String address = of.address(Instant.ofEpochMilli(recordsFrom).plusMillis(1));
        int rowsOfPage = Math.min(pageSize, of.most());
        int rowsOfBatch = Math.min(batchSize, of.most());
        List<Future<Integer>> batches = new ArrayList<>();
        CompletableFuture<CeilingHttp.Page> fetching = fetch(address, columns, rowsOfPage);
        long start = 0;
        while (fetching != null) {
            CeilingHttp.Page page = fetching.join();
            start = start == 0 ? page.serverTime() : start;
            fetching = page.next() == null ? null : fetch(page.next(), columns, rowsOfPage);
            List<Object[]> rows = page.rows();
            for (int at = 0; at < rows.size(); at += rowsOfBatch) {
                List<Object[]> batch = rows.subList(at, Math.min(rows.size(), at + rowsOfBatch));
                batches.add(deliver.submit(() -> each.apply(batch)));
            }
        }
        long written = 0;
        for (Future<Integer> batch : batches) {
            written += batch.get();
        }
        recordsFrom = of == work ? start - OVERLAP_MILLIS : 0;
        return written;
    }

    private CompletableFuture<CeilingHttp.Page> fetch(String address, List<String> columns, int rows) {
        return CompletableFuture.supplyAsync(() -> http.page(address, columns, rows), ahead);
    }

    /** The way back: every row is the subject's own work, so it is read and let go. */
    private void accounts() {
        String next = ACCOUNTS + "?$select=" + String.join(",", CeilingColumns.CUSTOMERS.target())
                + "&$orderby=modifiedon,accountid&$filter="
                + CeilingHttp.encode("statecode eq 0 and customertypecode eq 3 and modifiedon ge "
                        + Instant.ofEpochMilli(accountsFrom));
        long start = 0;
        while (next != null) {
            CeilingHttp.Page page = http.page(next, CeilingColumns.CUSTOMERS.target(), pageSize);
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
        if (work instanceof CeilingOrders orders) {
            orders.close();
        }
    }

    @Override
    public void close() {
        shutDown();
        ahead.shutdownNow();
    }
}
