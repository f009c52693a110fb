package io.koppel.operate.monitor;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.Principal;
import java.util.Arrays;
import java.util.Optional;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Who acts through JMX on the thread at hand: the account that signed in to Jolokia, or the principal of a JMX connection. A
 * program that attaches to the process on the same machine has no name.
 */
public final class JmxCaller {
    private static final String NOBODY_KNOWN = "jmx";

    private final ThreadLocal<@Nullable String> signedIn = new ThreadLocal<>();

    /** Lets somebody who has signed in act. */
    public void as(String name, Runnable work) {
        signedIn.set(name);
        try {
            work.run();
        } finally {
            signedIn.remove();
        }
    }

    /** The caller's name. */
    String name() {
        String name = signedIn.get();
        return name != null ? name : principal().orElse(NOBODY_KNOWN);
    }

    private static Optional<String> principal() {
        Subject subject = subject();
        return subject == null
                ? Optional.empty()
                : subject.getPrincipals().stream().map(Principal::getName).findFirst();
    }

    /** From Java 18 on there is {@code Subject.current()}; Java 24 has switched off what was there before. */
    private static @Nullable Subject subject() {
        Optional<Method> current = Arrays.stream(Subject.class.getMethods())
                .filter(method -> method.getName().equals("current"))
                .findFirst();
        try {
            return current.isPresent() ? (Subject) current.get().invoke(null) : before18();
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("the subject of a JMX call cannot be read: " + e.getMessage(), e);
        }
    }

    @SuppressWarnings("removal") // all there is in Java 17
    private static @Nullable Subject before18() {
        return Subject.getSubject(java.security.AccessController.getContext());
    }
}
