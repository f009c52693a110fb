package io.koppel.job;

import io.koppel.mapping.Direction;
import io.koppel.mapping.TableMapping;
import io.koppel.sync.Approval;
import io.koppel.sync.PassMode;
import java.util.List;

/**
 * A pass that makes approved writes and no others.
 *
 * @param ids records on the side that is read
 */
public record ApprovedPass(
        TableMapping mapping, Direction direction, PassMode mode, List<String> ids, Approval approval) {}
