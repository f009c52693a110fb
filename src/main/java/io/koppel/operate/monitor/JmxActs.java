package io.koppel.operate.monitor;

import io.koppel.operate.Audit;
import io.koppel.operate.ConnectionOperations;
import java.util.function.Function;

/** Acts through MBeans: each leaves its row in the audit list, under the caller's name where that is known. */
public final class JmxActs {
    private final Audit audit;
    private final ConnectionOperations connection;
    private final JmxCaller caller;

    public JmxActs(Audit audit, ConnectionOperations connection, JmxCaller caller) {
        this.audit = audit;
        this.connection = connection;
        this.caller = caller;
    }

    /**
     * Acts.
     *
     * @param verb by its operation id in the REST description
     * @param deed is given the caller's name
     */
    <T> T did(String verb, String subject, Function<String, T> deed) {
        String name = caller.name();
        try {
            return audit.did(new Audit.Act(name, Audit.Face.JMX, verb, subject, null), () -> {
                connection.allow(verb);
                return deed.apply(name);
            });
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
