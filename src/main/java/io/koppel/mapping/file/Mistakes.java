package io.koppel.mapping.file;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown when mapping files cannot be used; carries every mistake that was found, not only the first. */
public final class Mistakes extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient List<Mistake> mistakes;

    /** @param mistakes at least one */
    public Mistakes(List<Mistake> mistakes) {
        super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining(System.lineSeparator())));
        this.mistakes = List.copyOf(mistakes);
    }

    /** All mistakes, in the order of the files. */
    public List<Mistake> mistakes() {
        return mistakes;
    }
}
