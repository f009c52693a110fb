package io.koppel.job;

import org.jspecify.annotations.Nullable;

/** Whether runs may go on at all, as while the connection is switched off they may not. */
final class RunPermission {
    private volatile Runnable question = () -> {};

    /** @param newQuestion throws {@link IllegalStateException} with the reason when nothing may run */
    void ask(Runnable newQuestion) {
        question = newQuestion;
    }

    /** @throws IllegalStateException if nothing may run */
    void require() {
        question.run();
    }

    /** Why nothing may run; null if something may. */
    @Nullable
    String refusal() {
        try {
            require();
            return null;
        } catch (IllegalStateException e) {
            return e.getMessage();
        }
    }
}
