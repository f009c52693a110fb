/** What machines watch: JMX beans, Prometheus metrics, readiness. Records are counted here; Camel's own figures count batches. */
package io.koppel.operate.monitor;
