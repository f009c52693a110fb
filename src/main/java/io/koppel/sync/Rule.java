package io.koppel.sync;

import io.koppel.coupling.Coupling;
import io.koppel.mapping.Lookups;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.Row;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a field row cannot say (table-mappings.md §8): a named piece of code a mapping refers to under {@code rules}. An
 * integrator may leave one out or register an own one as a bean. No rule asks for the mapping's name: it works on the columns
 * its documentation names, whatever table they belong to.
 */
public interface Rule {
    /** The name in mapping files. */
    String name();

    /** Further columns it needs of records on a side. */
    default Set<String> columns(Side side) {
        return Set.of();
    }

    /** May complete a record as a side shows it, before anything looks at it; called for every record that is read or written. */
    default Row asShown(Side side, Row row) {
        return row;
    }

    /** Why the record is not eligible, or null if it is. Such a record is left out silently and not counted. */
    default @Nullable String ignores(Item item, Pass pass) {
        return null;
    }

    /**
     * Whether equal values in all field rows do not prove that nothing is to be done, because the rule compares columns of its
     * own with the other side's.
     *
     * @param source the side whose record changed
     */
    default boolean comparesMore(Side source) {
        return false;
    }

    /**
     * Whether pairs are dissolved once their record on that side is gone, whatever the mapping's deletion strategy says.
     *
     * @param gone the side whose record was deleted
     */
    default boolean dissolves(Side gone) {
        return false;
    }

    /** Called once per batch before transfers, for what can be fetched for all its records at once. */
    default void prepare(Batch batch, List<Item> items) {}

    /** May answer lookups another way than couplings do. */
    default Lookups lookups(Batch batch, Item item, Lookups inner) {
        return inner;
    }

    /** Called before the lines of a batch of documents are looked at, for what the rule must know to show a line. */
    default void begin(Pass lines) {}

    /** Why a record whose coupled partner is gone is left alone, without being counted; null if the mapping's strategy decides. */
    default @Nullable String partnerGone(Item item, Pass pass) {
        return null;
    }

    /**
     * Called after the field rows of a record were transferred: may add to the payload.
     *
     * @throws RecordRefused if the record must not be written
     */
    default void complete(Item item, Batch batch) {}

    /**
     * Called once per batch after the lines of its documents were transferred, for what header and lines decide together. A
     * document that is refused is not written.
     *
     * @param documents the new documents none of whose lines failed; where lines are followed, the existing ones as well
     */
    default void completeDocuments(Batch batch, List<Item> documents, Refusals refusals) {}

    /** Forgets what the rule remembers beyond a run; called when a person sets the mapping back to its defaults. */
    default void reset() {}

    /**
     * Couplings that go with one that is dissolved, by their mapping.
     *
     * @param alive the sides on which the pair's records exist
     */
    default Map<TableMapping, List<Coupling>> children(TableMapping mapping, Coupling pair, Set<Side> alive) {
        return Map.of();
    }

    /** Kinds of follow-ups that a record which was just written needs, see {@link #followUp}. */
    default boolean needsFollowUp(Item item, Batch batch) {
        return false;
    }

    /**
     * Does the follow-ups of this rule: called after the batch is confirmed, and again at the start of a later pass of the same
     * direction if the process died in between. Must be safe to repeat.
     *
     * @throws RecordRefused if one of them is refused; it fails its record, and the others are called for again. Any other
     *     exception puts all of them off to the next pass
     */
    default void followUp(FollowUpWork work) {}
}
