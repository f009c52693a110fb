package io.koppel.bench;

import java.util.List;

/**
 * The columns that a mapping reads and writes, for subjects that know no mapping. The first three of either side are the id,
 * what people call the record, and when it was changed.
 *
 * @param pairs a source column and a target column that hold the same
 */
record CeilingColumns(List<String> source, List<String> target, List<String[]> pairs) {
    static final CeilingColumns CUSTOMERS = new CeilingColumns(
            List.of(
                "systemId",
                "number",
                "systemModifiedAt",
                "systemModifiedBy",
                "displayName",
                "contactName",
                "addressLine1",
                "addressLine2",
                "postalCode",
                "city",
                "country",
                "state",
                "email",
                "faxNumber",
                "website",
                "phoneNumber",
                "creditLimit",
                "salespersonId",
                "salespersonCode",
                "currencyId",
                "currencyCode",
                "shipmentMethodId",
                "shipmentMethodCode",
                "shippingAgentId",
                "shippingAgentCode",
                "paymentTermsId",
                "paymentTermsCode",
                "primaryContactId",
                "primaryContactNumber",
                "blocked"),
            List.of(
                "accountid",
                "name",
                "modifiedon",
                "_modifiedby_value",
                "address1_primarycontactname",
                "address1_line1",
                "address1_line2",
                "address1_postalcode",
                "address1_city",
                "address1_country",
                "address1_stateorprovince",
                "emailaddress1",
                "fax",
                "websiteurl",
                "telephone1",
                "creditlimit",
                "_ownerid_value",
                "_transactioncurrencyid_value",
                "address1_freighttermscode",
                "address1_shippingmethodcode",
                "paymenttermscode",
                "_primarycontactid_value",
                "_bcbi_companyid_value",
                "statuscode"),
            List.of(
                new String[] {"displayName", "name"},
                new String[] {"contactName", "address1_primarycontactname"},
                new String[] {"addressLine1", "address1_line1"},
                new String[] {"addressLine2", "address1_line2"},
                new String[] {"postalCode", "address1_postalcode"},
                new String[] {"city", "address1_city"},
                new String[] {"country", "address1_country"},
                new String[] {"state", "address1_stateorprovince"},
                new String[] {"email", "emailaddress1"},
                new String[] {"faxNumber", "fax"},
                new String[] {"website", "websiteurl"},
                new String[] {"phoneNumber", "telephone1"},
                new String[] {"creditLimit", "creditlimit"}));

    static final CeilingColumns ITEMS = new CeilingColumns(
            List.of("systemId", "number", "systemModifiedAt", "displayName", "unitPrice", "unitCost", "unitVolume",
                    "grossWeight", "vendorNumber", "vendorItemNumber", "inventory", "baseUnitOfMeasureId",
                    "baseUnitOfMeasureCode", "blocked"),
            List.of("productid", "name", "modifiedon", "productnumber", "price", "standardcost", "currentcost", "stockvolume",
                    "stockweight", "vendorid", "vendorpartnumber", "quantityonhand", "_defaultuomscheduleid_value",
                    "_defaultuomid_value", "_pricelevelid_value", "statecode"),
            List.of(
                new String[] {"number", "productnumber"},
                new String[] {"displayName", "name"},
                new String[] {"unitPrice", "price"},
                new String[] {"unitCost", "standardcost"},
                new String[] {"unitCost", "currentcost"},
                new String[] {"unitVolume", "stockvolume"},
                new String[] {"grossWeight", "stockweight"},
                new String[] {"vendorNumber", "vendorid"},
                new String[] {"vendorItemNumber", "vendorpartnumber"},
                new String[] {"inventory", "quantityonhand"}));

    static final CeilingColumns INVOICES = new CeilingColumns(
            List.of("systemId", "number", "systemModifiedAt", "customerId", "currencyCode", "dueDate", "shipToName",
                    "shipToAddressLine1", "shipToAddressLine2", "shipToCity", "shipToCountry", "shipToPostCode",
                    "shipToState", "shipmentDate", "billToName", "billToAddressLine1", "billToAddressLine2", "billToCity",
                    "billToCountry", "billToPostCode", "billToState", "totalAmountExcludingTax",
                    "totalAmountIncludingTax", "discountAmount", "workDescription", "remainingAmount", "cancelled"),
            List.of("invoiceid", "name", "modifiedon", "invoicenumber", "duedate", "shipto_name", "shipto_line1", "shipto_line2",
                    "shipto_city", "shipto_country", "shipto_postalcode", "shipto_stateorprovince", "datedelivered",
                    "billto_name", "billto_line1", "billto_line2", "billto_city", "billto_country", "billto_postalcode",
                    "billto_stateorprovince", "discountamount"),
            List.of(
                new String[] {"number", "invoicenumber"},
                new String[] {"dueDate", "duedate"},
                new String[] {"shipToName", "shipto_name"},
                new String[] {"shipToAddressLine1", "shipto_line1"},
                new String[] {"shipToAddressLine2", "shipto_line2"},
                new String[] {"shipToCity", "shipto_city"},
                new String[] {"shipToCountry", "shipto_country"},
                new String[] {"shipToPostCode", "shipto_postalcode"},
                new String[] {"shipToState", "shipto_stateorprovince"},
                new String[] {"billToName", "billto_name"},
                new String[] {"billToAddressLine1", "billto_line1"},
                new String[] {"billToAddressLine2", "billto_line2"},
                new String[] {"billToCity", "billto_city"},
                new String[] {"billToCountry", "billto_country"},
                new String[] {"billToPostCode", "billto_postalcode"},
                new String[] {"billToState", "billto_stateorprovince"},
                new String[] {"discountAmount", "discountamount"}));

    /** Where the source columns of the pairs stand in a row. */
    int[] places() {
        return pairs.stream().mapToInt(pair -> source.indexOf(pair[0])).toArray();
    }
}
