package io.koppel.operate.monitor;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Koppel's MBeans stand beside Camel's own, under the name of the same context. */
final class BeanNames {
    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

    private BeanNames() {}

    static ObjectName of(String context, String type, String name) {
        try {
            return ObjectName.getInstance(
                    "org.apache.camel:context=" + context + ",type=" + type + ",name=" + ObjectName.quote(name));
        } catch (JMException e) {
            throw new IllegalStateException(name + " makes no name for a bean: " + e.getMessage(), e);
        }
    }

    /** Puts a bean in the place of another of that name. */
    static void register(Object bean, ObjectName name) {
        try {
            if (SERVER.isRegistered(name)) {
                SERVER.unregisterMBean(name);
            }
            SERVER.registerMBean(bean, name);
        } catch (JMException e) {
            throw new IllegalStateException(name + " cannot be registered: " + e.getMessage(), e);
        }
    }

    static void remove(ObjectName name) {
        try {
            SERVER.unregisterMBean(name);
        } catch (JMException e) {
            throw new IllegalStateException(name + " cannot be taken away: " + e.getMessage(), e);
        }
    }
}
