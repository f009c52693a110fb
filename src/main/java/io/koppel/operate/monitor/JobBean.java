package io.koppel.operate.monitor;

import io.koppel.operate.JobOperations;
import io.koppel.operate.JobView;
import org.jspecify.annotations.Nullable;

/** Answers for {@link JobMXBean} and for the meters; reads the queue anew at each question. */
final class JobBean implements JobMXBean {
    private final JobOperations jobs;
    private final String job;
    private final JmxActs acts;

    JobBean(JobOperations jobs, String job, JmxActs acts) {
        this.jobs = jobs;
        this.job = job;
        this.acts = acts;
    }

    private JobView view() {
        return jobs.show(job);
    }

    @Override
    public String getJob() {
        return job;
    }

    @Override
    public String getDescription() {
        return view().description();
    }

    @Override
    public String getKind() {
        return view().kind();
    }

    @Override
    public String getCategory() {
        return view().category();
    }

    @Override
    public String getStatus() {
        return view().status();
    }

    @Override
    public String getNext() {
        return text(view().next());
    }

    @Override
    public int getAttempts() {
        return view().attempts();
    }

    @Override
    public int getMaximumAttempts() {
        return view().maximumAttempts();
    }

    @Override
    public String getMessage() {
        return text(view().message());
    }

    @Override
    public long getLastRun() {
        Long run = view().lastRun();
        return run == null ? 0 : run;
    }

    @Override
    public long run() {
        return acts.did("runJob", job, caller -> jobs.run(job, caller));
    }

    @Override
    public void hold() {
        acts.did("holdJob", job, caller -> jobs.hold(job, caller));
    }

    @Override
    public void restart() {
        acts.did("restartJob", job, caller -> jobs.restart(job));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
