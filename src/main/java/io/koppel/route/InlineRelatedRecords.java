package io.koppel.route;

import io.koppel.mapping.Direction;
import io.koppel.mapping.TableMapping;
import io.koppel.sync.Pass;
import io.koppel.sync.PassMode;
import io.koppel.sync.PassRunner;
import io.koppel.sync.RelatedRecords;
import java.util.List;

/**
 * Records that another record depends on go through a pass of their own at once, on the thread that needs them, and as part of the
 * same run.
 *
 * <p>A preview shows them instead. While approved writes are made they are left alone: nobody has approved them.
 */
final class InlineRelatedRecords implements RelatedRecords {
    private final PassRunner inline;

    /** @param inline runs passes without Camel's routes, whose threads the record that needs them occupies */
    InlineRelatedRecords(PassRunner inline) {
        this.inline = inline;
    }

    @Override
    public void synchronize(TableMapping mapping, Direction direction, List<String> ids, Pass cause) {
        PassRunner.Order order = new PassRunner.Order(
                mapping, direction, mode(mapping, direction, cause), ids, cause.run(), cause.startedBy());
        if (cause.isPreview()) {
            inline.preview(order, false, cause::showRelated);
        } else if (cause.approval() == null) {
            inline.run(order, pass -> {});
        }
    }

    /** Back along the mapping of the record itself: it tells its source what became of it, and nothing else. */
    private static PassMode mode(TableMapping mapping, Direction direction, Pass cause) {
        boolean back = mapping.id().equals(cause.mapping().id())
                && direction == cause.direction().opposite();
        return back ? PassMode.WRITE_BACK : PassMode.chosenRecords(!mapping.onlyCoupled(), false);
    }
}
