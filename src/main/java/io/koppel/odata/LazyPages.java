package io.koppel.odata;

import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Pages of one read; while one is worked on, the next is fetched, and never more than that (promises.md P11). */
final class LazyPages implements Pages {
    private final ReadRequest request;
    private final Function<ReadRequest, Page> fetch;
    private final Executor ahead;
    private @Nullable CompletableFuture<Page> fetching;
    private boolean started;

    LazyPages(ReadRequest request, Function<ReadRequest, Page> fetch, Executor ahead) {
        this.request = request;
        this.fetch = fetch;
        this.ahead = ahead;
    }

    @Override
    public boolean hasNext() {
        return !started || fetching != null;
    }

    @Override
    public Page next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Page page = fetching == null ? fetch.apply(request) : join(fetching);
        started = true;
        String next = page.nextLink();
        fetching = next == null ? null : CompletableFuture.supplyAsync(() -> fetch.apply(request.from(next)), ahead);
        return page;
    }

    private static Page join(CompletableFuture<Page> fetching) {
        try {
            return fetching.join();
        } catch (CompletionException failed) {
            // The reader's own exception, as if the page had been fetched here.
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }
}
