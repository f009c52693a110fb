package io.koppel.setup;

import java.util.List;

/** Settings that cannot be used: every mistake found, one clear sentence each. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> mistakes;

    public SettingsException(List<String> mistakes) {
        super(String.join(System.lineSeparator(), mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    /** One sentence per mistake, in the order of the settings file. */
    public List<String> mistakes() {
        return mistakes;
    }
}
