/** OData query options over rows in memory: {@code $filter}, {@code $orderby}, pages with opaque next links. */
package io.koppel.sandbox.filter;
