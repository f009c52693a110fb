package io.koppel.operate.monitor;

import io.koppel.mapping.Direction;
import io.koppel.mapping.TableMapping;
import io.koppel.operate.Mappings;
import io.koppel.operate.SynchronizationOperations;
import io.koppel.operate.SynchronizeCommand;
import java.lang.management.ManagementFactory;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * The MBeans {@code org.apache.camel:context=koppel,type=mappings,name="CUSTOMER.to-dataverse"}, beside Camel's own of type
 * {@code routes}. Mappings may come and go while Koppel runs, and their beans with them.
 */
public final class MappingBeans implements AutoCloseable {
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final Map<ObjectName, MappingStatistics> registered = new ConcurrentHashMap<>();
    private final String context;
    private final Mappings mappings;
    private final PassTotals totals;
    private final MappingStates states;
    private final InstantSource clock;
    private final SynchronizationOperations synchronization;
    private final JmxActs acts;

    /** @param context name of the Camel context, as in the names of its other beans */
    public MappingBeans(
            String context,
            Mappings mappings,
            PassTotals totals,
            MappingStates states,
            InstantSource clock,
            SynchronizationOperations synchronization,
            JmxActs acts) {
        this.context = context;
        this.mappings = mappings;
        this.totals = totals;
        this.states = states;
        this.clock = clock;
        this.synchronization = synchronization;
        this.acts = acts;
    }

    /** Registers what is new and takes away what is gone. */
    public synchronized void refresh() {
        Set<ObjectName> wanted = new HashSet<>();
        for (TableMapping mapping : mappings.all()) {
            for (Direction direction : List.of(Direction.TO_DATAVERSE, Direction.FROM_DATAVERSE)) {
                if (mapping.direction().includes(direction)) {
                    ObjectName name = name(mapping.id() + "." + direction.key());
                    wanted.add(name);
                    if (!registered.containsKey(name)) {
                        add(name, mapping.id(), direction);
                    }
                }
            }
        }
        for (ObjectName name : List.copyOf(registered.keySet())) {
            if (!wanted.contains(name)) {
                remove(name);
            }
        }
    }

    Collection<MappingStatistics> all() {
        return registered.values();
    }

    private void add(ObjectName name, String mapping, Direction direction) {
        MappingStatistics bean =
                new MappingStatistics(mapping, direction, totals, states, clock, () -> synchronize(mapping));
        try {
            if (server.isRegistered(name)) {
                server.unregisterMBean(name);
            }
            server.registerMBean(bean, name);
            registered.put(name, bean);
        } catch (JMException e) {
            throw new IllegalStateException(name + " cannot be registered: " + e.getMessage(), e);
        }
    }

    private long synchronize(String mapping) {
        return acts.did(
                "synchronize", mapping, caller -> synchronization.start(mapping, SynchronizeCommand.MODIFIED, caller));
    }

    private void remove(ObjectName name) {
        registered.remove(name);
        try {
            server.unregisterMBean(name);
        } catch (JMException e) {
            throw new IllegalStateException(name + " cannot be taken away: " + e.getMessage(), e);
        }
    }

    private ObjectName name(String pass) {
        try {
            return ObjectName.getInstance(
                    "org.apache.camel:context=" + context + ",type=mappings,name=" + ObjectName.quote(pass));
        } catch (JMException e) {
            throw new IllegalStateException(pass + " makes no name for a bean: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void close() {
        List.copyOf(registered.keySet()).forEach(this::remove);
    }
}
