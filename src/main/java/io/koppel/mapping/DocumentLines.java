package io.koppel.mapping;

/**
 * The lines of a mapping whose records are documents: header and lines are created in one transaction, and the lines have no
 * passes of their own (promises.md P9).
 *
 * @param mapping id of the lines' mapping, which stands in the same file
 * @param businessCentral property of a line that holds its document's SystemId
 * @param dataverse lookup column of a line that names its document, for example {@code invoiceid}
 * @param navigation property of the document below which its lines are created, for example {@code invoice_details}
 * @param byNumber whether {@code businessCentral} holds the document's number instead of its SystemId
 * @param follow whether lines that are added, changed or removed later are carried over too
 * @param businessCentralNavigation property of a Business Central document below which its lines are created; blank where
 *     documents travel to Dataverse only
 */
public record DocumentLines(
        String mapping,
        String businessCentral,
        String dataverse,
        String navigation,
        boolean byNumber,
        boolean follow,
        String businessCentralNavigation) {

    /** Property by which a line, as read on a side, names its document. */
    public String parent(Side side) {
        return side == Side.BUSINESS_CENTRAL ? businessCentral : "_" + dataverse + "_value";
    }
}
