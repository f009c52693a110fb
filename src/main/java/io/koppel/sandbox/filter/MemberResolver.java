package io.koppel.sandbox.filter;

import org.jspecify.annotations.Nullable;

/** What names mean in one entity set. */
@FunctionalInterface
public interface MemberResolver {
    /** The member of that exact name or path, or null when there is none. */
    @Nullable
    RowMember resolve(String path);
}
