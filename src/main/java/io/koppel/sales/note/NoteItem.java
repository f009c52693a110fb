package io.koppel.sales.note;

import io.koppel.odata.WriteOperation;

/**
 * One note that is to be written on the other side.
 *
 * @param known the coupling as it is before the write, chosen ids included
 * @param digest of the text that is written
 * @param update whether the note is there and only its text changes
 * @param operation the write
 */
record NoteItem(NoteCoupling known, String digest, boolean update, String text, WriteOperation operation) {}
