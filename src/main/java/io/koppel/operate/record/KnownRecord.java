package io.koppel.operate.record;

import io.koppel.coupling.Coupling;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record that a person named.
 *
 * @param id the id it was found by: the SystemId of a coupled record
 * @param label what people call it
 * @param coupling null if it is not coupled
 */
record KnownRecord(UUID id, String label, @Nullable Coupling coupling) {}
