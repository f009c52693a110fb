package io.koppel.sync;

import io.koppel.coupling.BaseLayouts;
import io.koppel.coupling.CouplingRepository;
import io.koppel.coupling.FollowUps;
import io.koppel.coupling.HeldFields;
import io.koppel.coupling.Intents;
import io.koppel.coupling.OptionMappings;
import io.koppel.coupling.Retries;
import io.koppel.coupling.SkippedRecords;
import io.koppel.coupling.Watermarks;
import io.koppel.journal.ErrorLog;
import io.koppel.journal.History;
import io.koppel.journal.JobLog;
import io.koppel.journal.Runs;
import io.koppel.store.Database;
import io.koppel.store.Scopes;

/** What is remembered for one company: Koppel's database, and one repository for each of its tables. */
public abstract class Repositories {
    private final Database database;
    private final String company;
    private final Scopes scopes;
    private final CouplingRepository couplings;
    private final BaseLayouts layouts;
    private final Intents intents;
    private final Retries retries;
    private final SkippedRecords skipped;
    private final FollowUps followUps;
    private final OptionMappings options;
    private final HeldFields held;
    private final Watermarks watermarks;
    private final JobLog jobLog;
    private final Runs runs;
    private final ErrorLog errors;
    private final History history;

    Repositories(Database database, String company) {
        this.database = database;
        this.company = company;
        this.scopes = new Scopes(database);
        this.couplings = new CouplingRepository(database);
        this.layouts = new BaseLayouts(database);
        this.intents = new Intents(database);
        this.retries = new Retries(database);
        this.skipped = new SkippedRecords(database);
        this.followUps = new FollowUps(database);
        this.options = new OptionMappings(database);
        this.held = new HeldFields();
        this.watermarks = new Watermarks(database);
        this.jobLog = new JobLog(database);
        this.runs = new Runs(database);
        this.errors = new ErrorLog(database);
        this.history = new History(database);
    }

    public Database database() {
        return database;
    }

    public CouplingRepository couplings() {
        return couplings;
    }

    public BaseLayouts layouts() {
        return layouts;
    }

    public Intents intents() {
        return intents;
    }

    public Retries retries() {
        return retries;
    }

    public SkippedRecords skipped() {
        return skipped;
    }

    public FollowUps followUps() {
        return followUps;
    }

    public OptionMappings options() {
        return options;
    }

    /** Fields that are left alone because a person had them put back. */
    public HeldFields held() {
        return held;
    }

    public Watermarks watermarks() {
        return watermarks;
    }

    public JobLog jobLog() {
        return jobLog;
    }

    public Runs runs() {
        return runs;
    }

    public ErrorLog errors() {
        return errors;
    }

    public History history() {
        return history;
    }

    /** The small number of a mapping in this company. */
    public int scope(String mapping) {
        return scopes.of(company, mapping);
    }
}
