/**
 * What an integrator declares: table mappings, field rows, directions, filters, conversions, transformation rules,
 * defaults and conflict strategies, and the pure transfer of values they describe.
 *
 * <p>{@link io.koppel.mapping.TableMapping} is the model, {@link io.koppel.mapping.FieldTransfer} carries values over.
 */
package io.koppel.mapping;
