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

    private static int position(@Nullable String contentId, int inOrder) {
        try {
            return contentId == null ? inOrder : Integer.parseInt(contentId) - 1;
        } catch (NumberFormatException foreign) {
            return -1;
        }
    }
}
