package io.koppel.operate;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next what {@code after} must be to get the next page; null on the last one
 */
public record Listing<T>(List<T> value, @Nullable String next) {

    /**
     * A page out of rows that were read with one more than {@code limit}, so that the last page is known as such.
     *
     * @param position the {@code after} that continues behind a row
     */
    public static <T> Listing<T> of(List<T> oneMore, int limit, Function<T, String> position) {
        if (oneMore.size() <= limit) {
            return new Listing<>(List.copyOf(oneMore), null);
        }
        List<T> page = List.copyOf(oneMore.subList(0, limit));
        return new Listing<>(page, position.apply(page.get(page.size() - 1)));
    }
}
