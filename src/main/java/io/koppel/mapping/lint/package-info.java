/** What is wrong with mappings that can be read: against each other, their routes, and the two services' metadata. */
package io.koppel.mapping.lint;
