package io.koppel.route;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.Endpoint;
import org.apache.camel.component.quartz.QuartzComponent;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/** Quartz on Koppel's own database: what runs next survives a restart, and several nodes share one truth. */
final class QuartzStore {
    private QuartzStore() {}

    /**
     * The {@code quartz:} component.
     *
     * @param name unique in this JVM; also the scheduler's name in the tables' keys
     * @param clustered whether other nodes use the same database
     */
    static QuartzComponent component(String name, DataSource dataSource, boolean clustered) {
        DBConnectionManager.getInstance().addConnectionProvider(name, new Pooled(dataSource));
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("org.quartz.scheduler.instanceName", "koppel");
        settings.put("org.quartz.scheduler.instanceId", "AUTO");
        settings.put("org.quartz.scheduler.skipUpdateCheck", "true");
        settings.put("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
        settings.put("org.quartz.threadPool.threadCount", "4");
        settings.put("org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX");
        // Bytes instead of large objects: what both H2 and PostgreSQL take.
        settings.put("org.quartz.jobStore.driverDelegateClass", "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate");
        settings.put("org.quartz.jobStore.dataSource", name);
        settings.put("org.quartz.jobStore.isClustered", Boolean.toString(clustered));
        settings.put("org.quartz.jobStore.misfireThreshold", "60000");
        QuartzComponent component = new Lasting();
        component.setProperties(settings);
        // Started once the jobs of the last process are sorted out, or not at all.
        component.setAutoStartScheduler(false);
        return component;
    }

    /** Stopping a route, as at the end of the process, leaves its trigger in the store: it knows what runs next. */
    private static final class Lasting extends QuartzComponent {
        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
                throws Exception {
            parameters.putIfAbsent("deleteJob", "false");
            return super.createEndpoint(uri, remaining, parameters);
        }
    }

    /** Quartz takes its connections from Koppel's pool instead of opening one of its own. */
    private record Pooled(DataSource dataSource) implements ConnectionProvider {
        @Override
        public Connection getConnection() throws SQLException {
            return dataSource.getConnection();
        }

        @Override
        public void shutdown() {
            // The pool belongs to the process, which closes it last.
        }

        @Override
        public void initialize() {
            // The pool is open already.
        }
    }
}
