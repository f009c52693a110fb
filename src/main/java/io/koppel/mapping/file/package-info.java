/**
 * Mapping files: one specification ({@link io.koppel.mapping.file.MappingSpec}) from which come the reader ({@link
 * io.koppel.mapping.file.MappingFiles}), the JSON schema and the reference documentation.
 */
package io.koppel.mapping.file;
