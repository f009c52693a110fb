/** What an installation is told: settings, connections to the two services and their checks. */
package io.koppel.setup;
