package io.koppel.odata;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.BooleanSupplier;

/**
 * Query options of a read that can be ended before its last page. Routes hand query options over as a map, so the signal to
 * end travels with them.
 */
public final class StoppableQuery extends LinkedHashMap<String, String> {
    private static final long serialVersionUID = 1L;
    private final transient BooleanSupplier stopped;

    /** @param stopped asked before each page; once true no further page is read */
    public StoppableQuery(Map<String, String> options, BooleanSupplier stopped) {
        super(options);
        this.stopped = stopped;
    }

    /** The same signal with other options. */
    StoppableQuery with(Map<String, String> options) {
        return new StoppableQuery(options, stopped);
    }

    /** The same pages, ending as soon as the signal is given. */
    Pages limit(Pages pages) {
        return new Pages() {
            private boolean failed;

            @Override
            public boolean hasNext() {
                return !failed && !stopped.getAsBoolean() && pages.hasNext();
            }

            @Override
            public Page next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("the read was stopped");
                }
                try {
                    return pages.next();
                } catch (RuntimeException e) {
                    // Who splits the pages looks for a next one even after an error; it must not be asked for again.
                    failed = true;
                    throw e;
                }
            }
        };
    }
}
