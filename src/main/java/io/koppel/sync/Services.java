package io.koppel.sync;

import io.koppel.mapping.Side;
import io.koppel.odata.ODataService;

/** The two remote services of one company. */
public record Services(ODataService businessCentral, ODataService dataverse) {
    /** The service of a side. */
    public ODataService of(Side side) {
        return side == Side.BUSINESS_CENTRAL ? businessCentral : dataverse;
    }
}
