package io.koppel.sales.bidirectional;

import java.util.Arrays;
import java.util.Optional;

/** How an order stands that travels both ways. */
public enum OrderStanding {
    /** Submitted in Sales and not taken over yet. */
    WAITING("waiting"),
    /** As waiting; the last attempt to take it over failed. */
    REFUSED("refused"),
    /** On both sides, and the last attempts succeeded. */
    COUPLED("coupled"),
    /** On both sides; the last attempt failed, and the next run tries again. */
    FAILED("failed"),
    /** On both sides, and left out until somebody releases it. */
    SKIPPED("skipped"),
    /** Gone in Business Central; Sales was not told yet how it ended. */
    ENDING("ending"),
    /** Gone in Business Central, and Sales shows how it ended. */
    ENDED("ended");

    private final String text;

    OrderStanding(String text) {
        this.text = text;
    }

    /** The word people see and write. */
    public String text() {
        return text;
    }

    /** The standing of that word. */
    public static Optional<OrderStanding> of(String text) {
        return Arrays.stream(values())
                .filter(standing -> standing.text.equals(text))
                .findFirst();
    }
}
