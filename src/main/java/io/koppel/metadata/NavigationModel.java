package io.koppel.metadata;

/**
 * A navigation property: what a lookup is bound by.
 *
 * @param name name in the case {@code @odata.bind} wants, for example {@code bcbi_CompanyId}
 * @param targetType entity type it leads to, without namespace; {@code principal} for owners
 * @param collection whether it leads to many rows
 */
public record NavigationModel(String name, String targetType, boolean collection) {}
