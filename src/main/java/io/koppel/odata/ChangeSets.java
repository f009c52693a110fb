package io.koppel.odata;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the parts of a multipart answer beside the parts that were asked. */
final class ChangeSets {
    private ChangeSets() {}

    /**
     * Without a change set the service answers in the order asked.
     *
     * @return one element per part asked, null where no answer came
     */
    static List<@Nullable Answer> inOrder(List<MultipartReader.Part> answers, int asked) {
        List<@Nullable Answer> ordered = new ArrayList<>(Collections.nCopies(asked, (Answer) null));
        for (int at = 0; at < Math.min(asked, answers.size()); at++) {
            ordered.set(at, answers.get(at).answer());
        }
        return ordered;
    }

    /**
     * A change set that failed has one error for all its parts (dataverse-web-api.md §8.1); one that succeeded repeats the
     * {@code Content-ID} of each.
     */
    static List<@Nullable Answer> ofOne(List<MultipartReader.Part> answers, int asked) {
        if (answers.size() == 1 && !answers.get(0).answer().succeeded()) {
            return new ArrayList<>(Collections.nCopies(asked, answers.get(0).answer()));
        }
        List<@Nullable Answer> ordered = new ArrayList<>(Collections.nCopies(asked, (Answer) null));
        for (int at = 0; at < answers.size(); at++) {
            int position = position(answers.get(at).contentId(), at);
            if (position >= 0 && position < asked) {
                ordered.set(position, answers.get(at).answer());
            }
        }
        return ordered;
    }

    /**
     * Answers to several change sets in the order asked. A set that failed has one answer without {@code Content-ID}, or one
     * that repeats that of the part that failed; it stands for all parts of the set.
     *
     * @param sizes parts of each change set; their {@code Content-ID}s count through the whole batch from 1
     * @return for each set one element per part, null where no answer came
     */
    static List<List<@Nullable Answer>> ofSeveral(List<MultipartReader.Part> answers, List<Integer> sizes) {
        List<List<@Nullable Answer>> sets = new ArrayList<>(sizes.size());
        int[] setOf = new int[sizes.stream().mapToInt(Integer::intValue).sum()];
        int[] first = new int[sizes.size()];
        int at = 0;
        for (int set = 0; set < sizes.size(); set++) {
            sets.add(new ArrayList<>(Collections.nCopies(sizes.get(set), (Answer) null)));
            first[set] = at;
            for (int i = 0; i < sizes.get(set); i++) {
                setOf[at++] = set;
            }
        }
        int next = 0;
        for (MultipartReader.Part part : answers) {
            int position = position(part.contentId(), -1);
            boolean known = position >= 0 && position < setOf.length;
            int set = known ? setOf[position] : next;
            if (set >= sets.size()) {
                continue;
            }
            if (known && part.answer().succeeded()) {
                sets.get(set).set(position - first[set], part.answer());
            } else {
                Collections.fill(sets.get(set), part.answer());
            }
            next = set + 1;
        }
        return sets;
    }

    private static int position(@Nullable String contentId, int inOrder) {
        try {
            return contentId == null ? inOrder : Integer.parseInt(contentId) - 1;
        } catch (NumberFormatException foreign) {
            return -1;
        }
    }
}
