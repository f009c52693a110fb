package io.koppel.operate;

import io.koppel.odata.Literals;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** A document of Sales as a person names it: by its id, or by the number it has in Sales. */
final class NamedDocument {
    private NamedDocument() {}

    /**
     * The id of the document.
     *
     * @param noun order or quote
     * @param numbered finds documents by number
     * @throws OperationException if none or several go by that number
     */
    static UUID id(String noun, String named, Function<String, List<UUID>> numbered) {
        if (Literals.isGuid(named)) {
            return UUID.fromString(named);
        }
        List<UUID> found = numbered.apply(named);
        if (found.size() == 1) {
            return found.get(0);
        }
        throw found.isEmpty()
                ? OperationException.notFound("there is no " + noun + " '" + named
                        + "' in Sales; name it by its number there," + " or by its id")
                : OperationException.invalid(
                        "several " + noun + "s have the number " + named + "; name one by its id: " + found);
    }
}
