package io.koppel.sales.source;

import io.koppel.sales.DocumentKind;
import java.util.List;

/** Where documents of Sales stand in Dataverse (dataverse-web-api.md §2). */
public enum DocumentSource {
    ORDER(DocumentKind.ORDER, "salesorder", "ordernumber", "lastbackofficesubmit", "_quoteid_value"),
    QUOTE(DocumentKind.QUOTE, "quote", "quotenumber", "effectiveto", "revisionnumber");

    private static final List<String> COMMON = List.of(
            "name",
            "description",
            "statecode",
            "statuscode",
            "_customerid_value",
            "_transactioncurrencyid_value",
            "_bcbi_companyid_value",
            "requestdeliveryby",
            "billto_line1",
            "billto_line2",
            "billto_postalcode",
            "billto_city",
            "billto_country",
            "billto_stateorprovince",
            "shipto_line1",
            "shipto_line2",
            "shipto_postalcode",
            "shipto_city",
            "shipto_country",
            "shipto_stateorprovince",
            "shippingmethodcode",
            "paymenttermscode",
            "freighttermscode",
            "discountpercentage",
            "discountamount",
            "freightamount",
            "totallineitemamount",
            "totalamountlessfreight");

    private final DocumentKind kind;
    private final String table;
    private final String number;
    private final String own;

    DocumentSource(DocumentKind kind, String table, String number, String... own) {
        this.kind = kind;
        this.table = table;
        this.number = number;
        this.own = String.join(",", own);
    }

    /** What stands for it in the ledger. */
    public DocumentKind kind() {
        return kind;
    }

    /** Entity set of the headers. */
    public String entitySet() {
        return table + "s";
    }

    /** Key column of the headers. */
    public String key() {
        return table + "id";
    }

    /** Column with the number. */
    public String number() {
        return number;
    }

    /** Entity set of the lines. */
    public String lines() {
        return table + "details";
    }

    /** Key column of the lines. */
    public String lineKey() {
        return table + "detailid";
    }

    /** Column by which a line, or a note, names its header when it is read. */
    public String parent() {
        return "_" + key() + "_value";
    }

    /** Path of one header. */
    public String path(Object id) {
        return entitySet() + "(" + id + ")";
    }

    /** Columns of a header that are read. */
    public String select() {
        return key() + "," + number + "," + String.join(",", COMMON) + "," + own;
    }
}
