package io.koppel.sales.note;

import java.util.UUID;

/**
 * A note that is on both sides, or is about to be.
 *
 * @param annotation its key in Sales
 * @param businessCentral SystemId of the note there
 * @param order {@code salesorderid}
 * @param digest of the plain text both sides had last
 * @param confirmed whether it is known to be on the other side; if not, an attempt may have put it there
 */
record NoteCoupling(
        UUID annotation, UUID businessCentral, UUID order, NoteOrigin origin, String digest, boolean confirmed) {
    /** The same, known to be on both sides with this text. */
    NoteCoupling confirmed(String newDigest) {
        return new NoteCoupling(annotation, businessCentral, order, origin, newDigest, true);
    }
}
