/** The two services' tables and columns, as their {@code $metadata} tells them. Knows nothing of Koppel. */
package io.koppel.metadata;
