package io.koppel.operate;

import java.util.List;

/**
 * Skipped records given free.
 *
 * @param released their number; the next run of their mapping takes them up again
 * @param leftOut records that were named and stay as they are
 */
public record Released(int released, List<LeftOut> leftOut) {}
