package io.koppel.sandbox.http;

import java.util.List;

/** What a batch holds: single requests and change sets of several. */
public sealed interface BatchItem {
    /**
     * One request.
     *
     * @param id the {@code Content-ID} or the JSON {@code id}; "" for none
     */
    record Part(String id, SandboxRequest request) implements BatchItem {}

    /** Requests that stay or go together. */
    record ChangeSet(List<Part> parts) implements BatchItem {}

    /** An answer to an item: of a part, of a whole change set, or the one error of a failed change set. */
    sealed interface Answer {
        record Single(String id, SandboxResponse response) implements Answer {}

        record Set(List<Single> responses) implements Answer {}
    }
}
