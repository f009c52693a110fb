package io.koppel.operate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to do with skipped records.
 *
 * @param records their ids as listed: mapping, dot, SystemId
 * @param direction for synchronizing: to-dataverse or from-dataverse; a one-way mapping goes its own way
 */
public record SkippedCommand(List<String> records, @Nullable String direction) {}
