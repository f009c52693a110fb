package io.koppel.sync;

import io.koppel.journal.JobLogRow;
import io.koppel.mapping.Direction;
import io.koppel.mapping.FieldTransfer;
import io.koppel.mapping.Lookups;
import io.koppel.mapping.Reference;
import io.koppel.mapping.TableMapping;
import io.koppel.store.Database;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Everything a pass works with: the services, the store and what is remembered in it, for one company. */
public final class Engine extends Repositories {
    /** The rule that applies by itself where a mapping's {@code onCreate} names dimensions. */
    public static final String DIMENSIONS = "default-dimensions";

    /** Why prices in the default price list are written, as the history tells it. */
    public static final String DEFAULT_PRICE = "price in the default price list";

    /** Why a base unit is written, as the history tells it. */
    public static final String BASE_UNIT = "base unit of a unit group";

    /** The rule that lets users join the owning team. */
    public static final String TEAM_MEMBER = "team-member";

    private final Services services;
    private final CompanyRow company;
    private final SyncSettings settings;
    private final ServiceModels models;
    private final Function<String, @Nullable TableMapping> mappings;
    private final RuleBook rules = new RuleBook();
    private final Clock clock;
    private volatile Supplier<List<TableMapping>> everyMapping = List::of;
    private volatile Consumer<JobLogRow> passWatcher = row -> {};
    private final Releases releases;
    private final Uncoupler uncoupler;
    private final Claims claims = new Claims();
    private final TimeOrderedIds ids;
    private final LocalCurrency localCurrency;
    private final TableTargets tables;
    private final DocumentTargets documents;
    private final ChoiceTargets choices;
    private final ServiceDay day;
    private final PassProgress progress;
    private final FollowUpRunner followUpRunner;
    private final Map<RuntimeKey, MappingRuntime> runtimes = new ConcurrentHashMap<>();

    private record RuntimeKey(TableMapping mapping, Direction direction) {}

    /**
     * @param mappings finds a mapping by its id; null where there is none
     */
    public Engine(
            Database database,
            Services services,
            CompanyRow company,
            SyncSettings settings,
            ServiceModels models,
            Function<String, @Nullable TableMapping> mappings,
            Clock clock) {
        this(
                database,
                services,
                company,
                settings,
                models,
                mappings,
                clock,
                new TimeOrderedIds(UUID.randomUUID().getLeastSignificantBits()));
    }

    /**
     * The same with ids that can be repeated.
     *
     * @param ids for new records, batches and attempts
     */
    public Engine(
            Database database,
            Services services,
            CompanyRow company,
            SyncSettings settings,
            ServiceModels models,
            Function<String, @Nullable TableMapping> mappings,
            Clock clock,
            TimeOrderedIds ids) {
        super(database, company.name());
        this.services = services;
        this.company = company;
        this.settings = settings;
        this.models = models;
        this.mappings = mappings;
        this.clock = clock;
        this.releases = new Releases(this);
        this.uncoupler = new Uncoupler(this);
        this.ids = ids;
        this.localCurrency = new LocalCurrency(this);
        this.tables = new TableTargets(this);
        this.documents = new DocumentTargets(this, tables);
        this.choices = new ChoiceTargets(this);
        this.day = new ServiceDay(this);
        this.progress = new PassProgress(this);
        this.followUpRunner = new FollowUpRunner(this);
    }

    /** Tells somebody of every pass that has ended, with its row in the job log; called on the pass's own thread. */
    public void watchPasses(Consumer<JobLogRow> watcher) {
        passWatcher = watcher;
    }

    void passEnded(JobLogRow row) {
        passWatcher.accept(row);
    }

    /** Tells where all mappings are found; asked anew each time, as mappings may be edited while Koppel runs. */
    public void allMappings(Supplier<List<TableMapping>> source) {
        everyMapping = source;
    }

    /** All mappings as they are now. */
    public List<TableMapping> allMappings() {
        return everyMapping.get();
    }

    /** Adds the coded rules mappings may refer to, by name; an own rule replaces a standard one of the same name. */
    public void rules(Map<String, Rule> more) {
        rules.add(more);
    }

    /** Tells where rules are looked for that nobody added: beans of route files that were edited while Koppel runs. */
    public void moreRules(Function<String, @Nullable Rule> source) {
        rules.lookIn(source);
    }

    public Services services() {
        return services;
    }

    public CompanyRow company() {
        return company;
    }

    public SyncSettings settings() {
        return settings;
    }

    public ServiceModels models() {
        return models;
    }

    /** Finds a mapping by its id; answers null where there is none. */
    public Function<String, @Nullable TableMapping> mappings() {
        return mappings;
    }

    public Clock clock() {
        return clock;
    }

    /** Dissolves couplings. */
    public Uncoupler uncoupler() {
        return uncoupler;
    }

    Releases releases() {
        return releases;
    }

    Claims claims() {
        return claims;
    }

    /** Id of the Dataverse row of the local currency; a pass that writes nothing gets the one it would have. */
    public UUID localCurrency(Pass pass) {
        return pass.isPreview() ? localCurrency.idToBe() : localCurrency.id();
    }

    /** The Dataverse row of the local currency. */
    public LocalCurrency localCurrency() {
        return localCurrency;
    }

    /** How a pass reads and writes its target. */
    Targets targets(Pass pass) {
        if (ChoiceSource.isWritten(pass)) {
            return choices;
        }
        return pass.mapping().lines() == null ? tables : documents;
    }

    /** What references are on the other side, from couplings; one query for each mapping referred to. */
    public Lookups lookups(Pass pass, Set<Reference> references) {
        LookupLoader loader = new LookupLoader(this, !pass.isPreview());
        return database().read(connection -> loader.load(connection, references));
    }

    /** The day it is in Business Central. */
    public ServiceDay day() {
        return day;
    }

    PassProgress progress() {
        return progress;
    }

    FollowUpRunner followUpRunner() {
        return followUpRunner;
    }

    ChoiceTargets choices() {
        return choices;
    }

    /** An id for a new record, a batch or an attempt. */
    public UUID newId() {
        return ids.next(clock.millis());
    }

    /** Now, in milliseconds, by this process's clock: for the journal only, never for watermarks. */
    long now() {
        return clock.millis();
    }

    /**
     * What is prepared for a mapping and direction.
     *
     * @throws IllegalStateException if no field row takes part in that direction, or a rule is not known
     */
    public MappingRuntime runtime(TableMapping mapping, Direction direction) {
        // An edited mapping is another value under the same id: what was prepared for the old one is not needed any
        // more.
        runtimes.keySet()
                .removeIf(key -> key.mapping().id().equals(mapping.id())
                        && !key.mapping().equals(mapping));
        RuntimeKey key = new RuntimeKey(mapping, direction);
        MappingRuntime known = runtimes.get(key);
        if (known != null) {
            return known;
        }
        // Outside of the map, as in Scopes: whoever asks in the middle of a transaction must not wait for one who waits
        // to write.
        MappingRuntime prepared = prepare(mapping, direction);
        MappingRuntime first = runtimes.putIfAbsent(key, prepared);
        return first == null ? prepared : first;
    }

    private MappingRuntime prepare(TableMapping mapping, Direction direction) {
        if (mapping.fields(direction).isEmpty() && !mapping.dataverse().isChoice()) {
            throw new IllegalStateException("there are no field mapping rows for mapping " + mapping.id() + " "
                    + direction.key() + "; add one under 'fields' or enable one");
        }
        FieldTransfer transfer = FieldTransfer.of(
                mapping,
                direction,
                models.limits(mapping, direction.target()),
                models.limits(mapping, direction.source()));
        return new MappingRuntime(mapping, direction, scope(mapping.id()), transfer, rules(mapping), this);
    }

    /** Lets the coded rules of a mapping forget what they remember beyond a run. */
    public void resetRules(TableMapping mapping) {
        rules(mapping).forEach(Rule::reset);
    }

    /**
     * The coded rules of a mapping, in their order.
     *
     * @throws IllegalStateException if one is not known
     */
    List<Rule> rules(TableMapping mapping) {
        return rules.of(mapping);
    }
}
