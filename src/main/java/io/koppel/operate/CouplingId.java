package io.koppel.operate;

import java.util.UUID;

/**
 * Names a coupling: mapping, dot, SystemId.
 *
 * @param id SystemId of the Business Central record
 */
public record CouplingId(String mapping, UUID id) {
    /** @throws OperationException if the text is none */
    public static CouplingId of(String text) {
        int dot = text.lastIndexOf('.');
        if (dot >= 0) {
            try {
                return new CouplingId(text.substring(0, dot), UUID.fromString(text.substring(dot + 1)));
            } catch (IllegalArgumentException e) {
                throw refused(text);
            }
        }
        throw refused(text);
    }

    private static OperationException refused(String text) {
        return OperationException.invalid(
                "'" + text + "' is not the id of a coupling; expected MAPPING.SystemId as listed");
    }
}
