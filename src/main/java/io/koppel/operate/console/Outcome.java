package io.koppel.operate.console;

/**
 * Where to go on after an act, and what to say there.
 *
 * @param said one sentence; empty where the page speaks for itself
 */
record Outcome(String page, String said) {
    /** The page of a run that was started. */
    static Outcome run(long run) {
        return new Outcome("/runs/" + run, "");
    }
}
