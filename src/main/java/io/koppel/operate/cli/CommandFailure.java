package io.koppel.operate.cli;

/** A command that could not be carried out; its message is the one sentence printed, exit status 1 follows. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CommandFailure(String message) {
        super(message);
    }
}
