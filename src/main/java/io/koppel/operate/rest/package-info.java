/** The verbs as REST: one list of endpoints gives routing, roles and the OpenAPI document. */
package io.koppel.operate.rest;
