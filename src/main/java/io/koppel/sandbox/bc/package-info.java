/** The Business Central side: API v2.0, published pages and the companion pages over one set of tables. */
package io.koppel.sandbox.bc;
