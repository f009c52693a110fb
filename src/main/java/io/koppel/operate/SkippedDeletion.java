package io.koppel.operate;

import java.util.List;

/**
 * Records that were deleted because their partner is gone, and whose couplings went with them.
 *
 * @param leftOut records that were named and stay as they are
 */
public record SkippedDeletion(int deleted, List<LeftOut> leftOut) {}
