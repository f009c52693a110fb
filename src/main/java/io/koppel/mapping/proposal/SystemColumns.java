package io.koppel.mapping.proposal;

import java.util.Set;

/** Columns that the services keep for themselves and nobody maps. */
final class SystemColumns {
    private static final Set<String> BUSINESS_CENTRAL = Set.of(
            "id",
            "systemId",
            "systemCreatedAt",
            "systemCreatedBy",
            "systemModifiedAt",
            "systemModifiedBy",
            "systemRowVersion",
            "lastModifiedDateTime",
            "auxiliaryIndex1");
    private static final Set<String> DATAVERSE = Set.of(
            "_createdby_value",
            "_createdonbehalfby_value",
            "_modifiedby_value",
            "_modifiedonbehalfby_value",
            "_ownerid_value",
            "_owningbusinessunit_value",
            "_owningteam_value",
            "_owninguser_value",
            "_bcbi_companyid_value",
            "createdon",
            "modifiedon",
            "overriddencreatedon",
            "importsequencenumber",
            "timezoneruleversionnumber",
            "utcconversiontimezonecode",
            "versionnumber",
            "exchangerate",
            "statecode",
            "statuscode",
            "processid",
            "stageid",
            "traversedpath");

    private SystemColumns() {}

    static boolean ofBusinessCentral(String column) {
        return BUSINESS_CENTRAL.contains(column) || column.startsWith("@");
    }

    /** @param table logical name, whose primary id is one of them */
    static boolean ofDataverse(String column, String table) {
        return DATAVERSE.contains(column) || column.equals(table + "id") || column.endsWith("_base");
    }
}
