package io.koppel.bench;

import java.util.List;

/** The columns that the mapping CUSTOMER reads and writes, for subjects that know no mapping. */
final class CeilingColumns {
    static final List<String> CUSTOMERS = List.of(
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
            "blocked");

    static final List<String> ACCOUNTS = List.of(
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
            "statuscode");

    /** Pairs of a customer's and an account's column that hold the same. */
    static final List<String[]> PAIRS = List.of(
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
            new String[] {"creditLimit", "creditlimit"});

    private CeilingColumns() {}
}
