/**
 * One remote OData service: endpoint, credentials and token, paged reads, batch and bulk writes, ETags, request budget
 * and error classes. Knows nothing of mappings, couplings or jobs.
 *
 * <p>{@link io.koppel.odata.ODataService} is what others call; {@link io.koppel.odata.ODataServices} opens one; {@link
 * io.koppel.odata.KoppelOlingo4Component} lets routes call it by name.
 */
@NullMarked
package io.koppel.odata;

import org.jspecify.annotations.NullMarked;
