/** Filters of mapping files, evaluated over one record: the part of OData's filter language both services understand. */
package io.koppel.mapping.filter;
