package io.koppel.sync;

import io.koppel.mapping.Side;
import io.koppel.odata.ReadRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.WeakHashMap;

/** The day it is in Business Central, asked once a pass: dates of validity are compared with the service's clock, not ours. */
public final class ServiceDay {
    private final Engine engine;
    private final Map<Pass, LocalDate> days = new WeakHashMap<>();

    ServiceDay(Engine engine) {
        this.engine = engine;
    }

    /** The day in UTC; this process's day where the service does not tell its time. */
    public synchronized LocalDate of(Pass pass) {
        return days.computeIfAbsent(pass, this::ask);
    }

    private LocalDate ask(Pass pass) {
        Records records = pass.runtime().records();
        Instant time = engine.services()
                .businessCentral()
                .readPage(ReadRequest.of(records.path(Side.BUSINESS_CENTRAL))
                        .with("$select", records.keyColumn(Side.BUSINESS_CENTRAL))
                        .with("$top", "1"))
                .serverTime();
        Instant known = time.isAfter(Instant.EPOCH) ? time : engine.clock().instant();
        return LocalDate.ofInstant(known, ZoneOffset.UTC);
    }
}
