package io.koppel.sync;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.OptionMapping;
import io.koppel.mapping.Reference;
import io.koppel.mapping.Side;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How the records stand that a record refers to: which are coupled, with whom, and in which versions they last agreed. A record
 * that failed for want of one, or because of how one was, is worth another try when that has changed.
 */
final class Parents {
    /** The version of no references at all. */
    static final long NONE = Skipping.hash("");

    private final Engine engine;

    Parents(Engine engine) {
        this.engine = engine;
    }

    /** A number that changes with any of them; the order of the references does not matter. */
    long version(Connection connection, Set<Reference> references) throws SQLException {
        Set<String> states = new TreeSet<>();
        for (Reference reference : references) {
            for (String mapping : reference.mappings()) {
                states.add(reference.kind() + " " + mapping + " " + reference.value() + " "
                        + state(connection, mapping, reference));
            }
        }
        return Skipping.hash(String.join("\n", states));
    }

    private String state(Connection connection, String mapping, Reference reference) throws SQLException {
        if (reference.value().isBlank()) {
            return "";
        }
        int scope = engine.scope(mapping);
        return reference.kind() == Reference.Kind.OPTION
                ? option(scope, reference)
                : coupled(coupling(connection, scope, reference));
    }

    private String option(int scope, Reference reference) {
        for (OptionMapping option : engine.options().all(scope)) {
            String known = reference.from() == Side.DATAVERSE
                    ? Integer.toString(option.value())
                    : reference.byNumber()
                            ? option.code()
                            : option.businessCentralId().toString();
            if (known.equals(reference.value())) {
                return option.code() + "=" + option.value();
            }
        }
        return "none";
    }

    private @Nullable Coupling coupling(Connection connection, int scope, Reference reference) throws SQLException {
        if (reference.byNumber() && reference.from() == Side.BUSINESS_CENTRAL) {
            return engine.couplings()
                    .byNumber(connection, scope, List.of(reference.value()))
                    .get(reference.value());
        }
        UUID id = UUID.fromString(reference.value());
        return engine.couplings()
                .find(connection, scope, reference.from(), List.of(id))
                .get(id);
    }

    private static String coupled(@Nullable Coupling coupling) {
        return coupling == null || coupling.state().isPending()
                ? "none"
                : coupling.businessCentralId() + "=" + coupling.dataverseId() + " " + coupling.versions();
    }
}
