/** The verbs as pages: rendered on the server, refreshed by htmx, usable without JavaScript. */
package io.koppel.operate.console;
