package io.koppel.sandbox.filter;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order of rows; rows equal in it are ordered by their id, so that it is total and pages can go on in it. */
public record OrderBy(List<Term> terms) {
    /** One column of the order. */
    public record Term(RowMember member, boolean descending) {}

    public static OrderBy none() {
        return new OrderBy(List.of());
    }

    public static OrderBy of(RowMember member) {
        return new OrderBy(List.of(new Term(member, false)));
    }

    /**
     * Reads {@code $orderby}.
     *
     * @throws FilterSyntaxException when it cannot be read; an unknown column as the dialect refuses it
     */
    public static OrderBy parse(String source, MemberResolver members, FilterDialect dialect) {
        List<Term> terms = new ArrayList<>();
        for (String part : source.split(",")) {
            String[] words = part.strip().split("\\s+");
            boolean descending = words.length == 2 && words[1].equals("desc");
            if (words.length > 2 || (words.length == 2 && !descending && !words[1].equals("asc"))) {
                throw new FilterSyntaxException("$orderby expects 'column' or 'column desc', not '" + part + "'");
            }
            RowMember member = members.resolve(words[0]);
            if (member == null) {
                throw dialect.unknownMember(words[0]);
            }
            terms.add(new Term(member, descending));
        }
        return new OrderBy(terms);
    }

    /** The values a row is ordered by. */
    public List<@Nullable Object> key(Row row) {
        List<@Nullable Object> key = new ArrayList<>(terms.size());
        terms.forEach(term -> key.add(term.member().value().apply(row)));
        return key;
    }

    /** The order as a comparator. */
    public Comparator<Row> comparator() {
        return (a, b) -> {
            for (Term term : terms) {
                int order = Values.compare(
                        term.member().value().apply(a), term.member().value().apply(b));
                if (order != 0) {
                    return term.descending() ? -order : order;
                }
            }
            return a.id().compareTo(b.id());
        };
    }

    /** Whether a row comes after the place of a key and id. */
    public boolean isAfter(Row row, SkipToken token) {
        for (int i = 0; i < terms.size(); i++) {
            int order = Values.compare(
                    terms.get(i).member().value().apply(row), token.key().get(i));
            if (order != 0) {
                return terms.get(i).descending() ? order < 0 : order > 0;
            }
        }
        return row.id().compareTo(token.id()) > 0;
    }
}
