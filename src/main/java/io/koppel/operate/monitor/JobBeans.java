package io.koppel.operate.monitor;

import io.koppel.operate.JobOperations;
import io.koppel.operate.JobView;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.ObjectName;

/** The MBeans {@code org.apache.camel:context=koppel,type=jobs,name="CUSTOMER"}: one for each job of the queue. */
public final class JobBeans implements AutoCloseable {
    private final String context;
    private final JobOperations jobs;
    private final JmxActs acts;
    private final Map<ObjectName, JobBean> registered = new HashMap<>();

    /** @param context name of the Camel context, as in the names of its other beans */
    public JobBeans(String context, JobOperations jobs, JmxActs acts) {
        this.context = context;
        this.jobs = jobs;
        this.acts = acts;
    }

    /** Registers what is new and takes away what is gone; answers how all jobs stand. */
    public synchronized List<JobView> refresh() {
        List<JobView> all = jobs.list().value();
        Set<ObjectName> wanted = new HashSet<>();
        for (JobView job : all) {
            ObjectName name = BeanNames.of(context, "jobs", job.job());
            wanted.add(name);
            registered.computeIfAbsent(name, key -> {
                JobBean bean = new JobBean(jobs, job.job(), acts);
                BeanNames.register(bean, key);
                return bean;
            });
        }
        for (ObjectName name : List.copyOf(registered.keySet())) {
            if (!wanted.contains(name)) {
                registered.remove(name);
                BeanNames.remove(name);
            }
        }
        return all;
    }

    @Override
    public synchronized void close() {
        registered.keySet().forEach(BeanNames::remove);
        registered.clear();
    }
}
