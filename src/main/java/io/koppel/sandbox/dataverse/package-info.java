/** The stand-in of Dataverse: its tables, its Web API and its rules (dataverse-web-api.md). */
@NullMarked
package io.koppel.sandbox.dataverse;

import org.jspecify.annotations.NullMarked;
