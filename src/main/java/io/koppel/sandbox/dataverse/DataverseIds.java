package io.koppel.sandbox.dataverse;

import java.util.UUID;

/** The rows every organization of the sandbox has, by ids that never change. */
public final class DataverseIds {
    public static final UUID ORGANIZATION = UUID.fromString("d1000000-0000-4000-8000-000000000001");
    public static final UUID BASE_CURRENCY = UUID.fromString("d2000000-0000-4000-8000-000000000001");
    public static final UUID ROOT_BUSINESS_UNIT = UUID.fromString("d3000000-0000-4000-8000-000000000001");
    public static final UUID COMPANY_BUSINESS_UNIT = UUID.fromString("d3000000-0000-4000-8000-000000000002");
    public static final UUID ROOT_TEAM = UUID.fromString("d4000000-0000-4000-8000-000000000001");
    public static final UUID OWNING_TEAM = UUID.fromString("d4000000-0000-4000-8000-000000000002");
    public static final UUID COMPANY = UUID.fromString("d5000000-0000-4000-8000-000000000001");
    /** The company CRONUS of Business Central, as the company row names it. */
    public static final UUID BUSINESS_CENTRAL_COMPANY = UUID.fromString("c0000000-0000-4000-8000-00000000c0de");

    public static final UUID INTEGRATION_ROLE = UUID.fromString("d6000000-0000-4000-8000-000000000001");
    public static final UUID SALES_ROLE = UUID.fromString("d6000000-0000-4000-8000-000000000002");

    private DataverseIds() {}
}
