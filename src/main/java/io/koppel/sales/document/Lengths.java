package io.koppel.sales.document;

/** Lengths of Business Central's fields (dataverse-web-api.md §15). */
final class Lengths {
    static final int REFERENCE = 35;
    static final int DESCRIPTION = 100;
    static final int ADDRESS = 100;
    static final int ADDRESS_2 = 50;
    static final int POST_CODE = 20;
    static final int CITY = 30;
    static final int COUNTY = 30;
    static final int COUNTRY = 10;

    private Lengths() {}
}
