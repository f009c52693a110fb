/** The verbs on the command line: a thin client of the REST of the process that runs on a data folder. */
package io.koppel.operate.cli;
