package io.koppel.odata;

import java.util.ArrayList;
import java.util.List;

/** Splits work into what one request may carry. */
final class Blocks {
    private Blocks() {}

    /** The items in order, in lists of at most {@code size}; none of them empty. */
    static <T> List<List<T>> of(List<T> items, int size) {
        List<List<T>> blocks = new ArrayList<>();
        for (int at = 0; at < items.size(); at += size) {
            blocks.add(items.subList(at, Math.min(items.size(), at + size)));
        }
        return blocks;
    }
}
