package io.koppel.sales.statistics;

/** A figure of a customer: what it is called on both sides (sales-documents.md §6). */
enum Figure {
    BALANCE("balance", "nav_balancelcy"),
    OUTSTANDING_ORDERS("outstandingOrders", "nav_outstandingorderslcy"),
    SHIPPED_NOT_INVOICED("shippedNotInvoiced", "nav_shippednotinvoicedlcy"),
    OUTSTANDING_INVOICES("outstandingInvoices", "nav_outstandinginvoiceslcy"),
    TOTAL("total", "nav_totallcy"),
    CREDIT_LIMIT("creditLimit", "nav_creditlimitlcy"),
    OVERDUE("overdueAmount", "nav_overdueamountslcy"),
    TOTAL_SALES("totalSales", "nav_totalsaleslcy"),
    INVOICED_PREPAYMENT("invoicedPrepaymentAmount", "nav_invoicedprepaymentamountlcy");

    private final String property;
    private final String column;

    Figure(String property, String column) {
        this.property = property;
        this.column = column;
    }

    /** Property of {@code customerStatistics}. */
    String property() {
        return property;
    }

    /** Column of {@code nav_accountstatistics}. */
    String column() {
        return column;
    }
}
