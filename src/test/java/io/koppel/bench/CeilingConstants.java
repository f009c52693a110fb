package io.koppel.bench;

/** Rows that every other row refers to. */
record CeilingConstants(String currency, String company, String team) {
    static CeilingConstants read(CeilingHttp http) {
        String root = CeilingRows.ROOT;
        return new CeilingConstants(
                "/transactioncurrencies(" + http.first(root + "transactioncurrencies", "transactioncurrencyid") + ")",
                "/bcbi_companies(" + http.first(root + "bcbi_companies", "bcbi_companyid") + ")",
                "/teams(" + http.first(root + "bcbi_companies", "_bcbi_defaultowningteam_value") + ")");
    }
}
