/** Mapping tests: YAML files beside the mappings that say what becomes of a record, run by the build and by people. */
package io.koppel.mapping.test;
