package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.JsonOut;
import io.koppel.sandbox.http.SandboxRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Somebody's edit of a row, for the fault that changes it between a client's reading and writing. */
final class Edits {
    private static final List<String> USUAL =
            List.of("phoneNumber", "phoneNo", "Phone_No", "displayName", "Description");

    private Edits() {}

    /** The request of that edit; without given changes a property that most clients map gets a value made of the number. */
    static SandboxRequest of(EntitySet set, SandboxRequest write, Map<String, Object> changes, long number) {
        Map<String, Object> body = new LinkedHashMap<>(changes);
        if (body.isEmpty()) {
            String phone = "+1 555 " + Long.toString(number % 10_000_000);
            USUAL.stream().filter(name -> set.find(name) != null).findFirst().ifPresent(name -> body.put(name, phone));
        }
        byte[] json = new JsonOut().value(body).toBytes();
        return SandboxRequest.of("PATCH", write.path(), Map.of("If-Match", "*"), json);
    }
}
