package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.RowDraft;
import io.koppel.sandbox.dataverse.DataverseCatalogue.ManyToMany;
import io.koppel.sandbox.dataverse.DataverseCatalogue.Reverse;
import io.koppel.sandbox.dataverse.RowOperations.Write;
import io.koppel.sandbox.http.Json;
import io.koppel.sandbox.http.SandboxRequest;
import io.koppel.sandbox.http.SandboxResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Adds and removes references by `$ref` (dataverse-web-api.md §6.3). */
final class LinkOperations {
    private final DataverseStore store;
    private final RowOperations operations;

    LinkOperations(DataverseStore store, RowOperations operations) {
        this.store = store;
        this.operations = operations;
    }

    /** The write behind `set(id)/navigation/$ref` or `set(id)/navigation(id)/$ref`. */
    Write write(SandboxRequest request, RowAddress address, String navigation, @Nullable String key) {
        boolean remove = request.method().equals("DELETE");
        DataverseTable table = address.table().table();
        DataverseColumn lookup = table.lookupOf(navigation);
        if (lookup != null) {
            return operations.lookup(
                    address, lookup, remove ? null : target(request).id());
        }
        String named = remove ? request.options().get("$id") : null;
        Reverse reverse = store.catalogue().reverse(table, navigation);
        if (reverse != null) {
            StoredTable other = store.table(reverse.table());
            UUID member = remove ? member(other, key, named) : target(request).id();
            RowAddress below = new RowAddress(other, member, Map.of());
            return scope -> {
                UUID id = operations.existing(address).id();
                return operations
                        .lookup(below, reverse.lookup(), remove ? null : id)
                        .apply(scope);
            };
        }
        ManyToMany association = DataverseCatalogue.association(table, navigation);
        String otherEnd = association == null ? null : association.otherEnd(table.logicalName());
        if (association == null || otherEnd == null) {
            throw DataverseError.noSuchSegment(navigation);
        }
        UUID member = remove
                ? member(store.table(otherEnd), key, named)
                : target(request).id();
        return scope -> associate(scope, address, association, member, remove);
    }

    private SandboxResponse associate(
            WriteScope scope, RowAddress address, ManyToMany association, UUID member, boolean remove) {
        DataverseTable table = address.table().table();
        Privileges.check(scope.transaction().author().caller(), table, "Write");
        UUID id = operations.existing(address).id();
        if (remove) {
            scope.afterCommit(() -> store.memberships().remove(association.name(), id, member));
        } else {
            scope.afterCommit(() -> store.memberships().add(association.name(), id, member));
        }
        RowDraft.Change change =
                new RowDraft.Change(association.name(), remove ? member : null, remove ? null : member);
        scope.note(table.entitySet(), id, remove ? "disassociate" : "associate", List.of(change));
        return Answers.version(SandboxResponse.of(204)).withRecords(1);
    }

    private UUID member(StoredTable other, @Nullable String key, @Nullable String url) {
        if (key != null) {
            UUID id = RowAddress.parse(store, other, key).id();
            if (id != null) {
                return id;
            }
        }
        if (url == null) {
            throw DataverseError.unsupported("DELETE of a collection's $ref without the id of a member");
        }
        return operations.references().resolve(url).id();
    }

    private RowReference target(SandboxRequest request) {
        if (Json.object(request.body()).get("@odata.id") instanceof String url) {
            return operations.references().resolve(url);
        }
        throw DataverseError.payload("The body must be {\"@odata.id\": \"…\"}.");
    }
}
