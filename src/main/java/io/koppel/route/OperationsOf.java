package io.koppel.route;

import io.koppel.job.MatchCoupling;
import io.koppel.job.SynchronizeRequest;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.RequestCounts;
import io.koppel.operate.ConnectionOperations;
import io.koppel.operate.ConnectionOperations.ConnectionView;
import io.koppel.operate.ConnectionOperations.TestResult;
import io.koppel.operate.CouplingOperations;
import io.koppel.operate.CouplingProposals;
import io.koppel.operate.FieldOperations;
import io.koppel.operate.FullSynchronizationOperations;
import io.koppel.operate.FullSynchronizationView;
import io.koppel.operate.HandCoupler;
import io.koppel.operate.Insights;
import io.koppel.operate.JobOperations;
import io.koppel.operate.Journal;
import io.koppel.operate.MappingOperations;
import io.koppel.operate.MappingSwitches;
import io.koppel.operate.Mappings;
import io.koppel.operate.MatchOperations;
import io.koppel.operate.NowOperations;
import io.koppel.operate.Operations;
import io.koppel.operate.OrderOperations;
import io.koppel.operate.QuoteOperations;
import io.koppel.operate.RecordFinder;
import io.koppel.operate.RecordLinks;
import io.koppel.operate.SalesOperations;
import io.koppel.operate.SkippedOperations;
import io.koppel.operate.StatisticsOperations;
import io.koppel.operate.SynchronizationOperations;
import io.koppel.setup.ConnectionTest;
import io.koppel.setup.ServiceSettings;
import io.koppel.setup.Settings;
import io.koppel.store.Database;
import io.koppel.sync.ConnectionSwitch.SwitchedOff;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Ties the verbs to a running engine. */
public final class OperationsOf {
    private OperationsOf() {}

    static Operations context(Settings settings, Database database, KoppelContext context) {
        return context(settings.company(), database, context, connection(settings));
    }

    /** The verbs over a running engine. */
    public static Operations context(
            String company, Database database, KoppelContext context, ConnectionOperations connection) {
        Mappings mappings = context.mappings()::inDependencyOrder;
        Journal journal = new Journal(database, company);
        ExecutorService executor =
                context.camel().getExecutorServiceManager().newCachedThreadPool(context, "full-synchronization");
        HandCoupler coupler = new HandCoupler(context.engine(), context.runner());
        MappingSwitches switches = new MappingSwitches(
                context.engine(),
                context.runner(),
                context.jobs(),
                mappings,
                context.overrides(),
                context.shippedFiles());
        return new Operations(
                new MappingOperations(database, company, mappings, journal),
                new FieldOperations(database, company, mappings, context.overrides(), context.addedFieldRows()),
                new SynchronizationOperations(mappings, starter(context, mappings), journal),
                new JobOperations(context.jobs(), database, company),
                new NowOperations(context.engine(), context.runner(), mappings),
                switches,
                new CouplingOperations(
                        database,
                        company,
                        mappings,
                        coupler,
                        new RecordLinks(context.engine().services(), company)),
                new SkippedOperations(context.engine(), context.runner(), mappings, coupler),
                new CouplingProposals(context.engine(), mappings),
                new MatchOperations(
                        mappings,
                        new MatchCoupling(context.engine(), context.runner(), context::logFailure),
                        (mapping, side, text) -> new RecordFinder(
                                        context.engine().services())
                                .find(mapping, side, text)
                                .id()),
                journal,
                new FullSynchronizationOperations(
                        context.fullSynchronization(),
                        mappings,
                        surroundings(context),
                        database,
                        company,
                        executor,
                        Clock.systemUTC()),
                connection.with(toggle(context, mappings, switches)),
                Insights.of(context.engine(), context.passes(), context.runner(), context.jobs(), mappings),
                new SalesOperations(
                        new OrderOperations(
                                context.sales().settings(),
                                context.sales().orders(),
                                context.sales().travellingOrders()),
                        new QuoteOperations(
                                context.sales().settings(), context.sales().quotes()),
                        new StatisticsOperations(
                                context.engine(), context.sales().statistics())));
    }

    /** With the connection come the shipped mappings, where there is no mapping at all (scenario SE-13). */
    private static ConnectionOperations.Toggle toggle(
            KoppelContext context, Mappings mappings, MappingSwitches switches) {
        return new ConnectionOperations.Toggle() {
            @Override
            public @Nullable SwitchedOff off() {
                return context.connection().off();
            }

            @Override
            public void on() {
                context.connection().on();
                if (mappings.all().isEmpty()) {
                    switches.reset(new MappingSwitches.ResetCommand(null, true));
                }
            }

            @Override
            public void off(SwitchedOff why) {
                context.connection().off(why);
            }
        };
    }

    private static FullSynchronizationOperations.Surroundings surroundings(KoppelContext context) {
        return new FullSynchronizationOperations.Surroundings() {
            @Override
            public void createNew(String mapping) {
                context.overrides().put(mapping, context.overrides().of(mapping).onlyCoupled(false));
            }

            @Override
            public List<FullSynchronizationView.Requests> requests() {
                return Stream.of(Side.values())
                        .map(side -> {
                            RequestCounts counts =
                                    context.engine().services().of(side).requests();
                            return new FullSynchronizationView.Requests(
                                    side.displayName(), counts.httpRequests(), counts.throttled());
                        })
                        .toList();
            }
        };
    }

    private static SynchronizationOperations.Starter starter(KoppelContext context, Mappings mappings) {
        RecordFinder finder = new RecordFinder(context.engine().services());
        return (String id,
                @Nullable Direction direction,
                List<String> businessCentralIds,
                List<String> dataverseIds,
                boolean force,
                boolean sweep,
                boolean confirmed,
                String startedBy) -> {
            TableMapping mapping = mappings.require(id);
            return context.runner()
                    .start(new SynchronizeRequest(
                            id,
                            direction,
                            ids(finder, mapping, Side.BUSINESS_CENTRAL, businessCentralIds),
                            ids(finder, mapping, Side.DATAVERSE, dataverseIds),
                            force,
                            null,
                            startedBy,
                            sweep,
                            confirmed,
                            false));
        };
    }

    /** People name records by number or name; runs take ids. */
    private static List<String> ids(RecordFinder finder, TableMapping mapping, Side side, List<String> texts) {
        return texts.stream()
                .map(text -> finder.find(mapping, side, text).id().toString())
                .toList();
    }

    /** The connections of these settings as people see and try them. */
    public static ConnectionOperations connection(Settings settings) {
        return new ConnectionOperations(views(settings), () -> test(settings));
    }

    private static List<ConnectionView> views(Settings settings) {
        return List.of(
                view("Business Central", settings.requireBusinessCentral(), settings.company()),
                view("Dataverse", settings.requireDataverse(), null));
    }

    private static ConnectionView view(String name, ServiceSettings service, @Nullable String company) {
        return new ConnectionView(
                name,
                service.url(),
                service.tokenUrl(),
                service.clientId(),
                service.secretAt(),
                service.scope(),
                company);
    }

    private static List<TestResult> test(Settings settings) {
        return ConnectionTest.run(settings).stream()
                .map(finding -> new TestResult(finding.subject(), finding.well(), finding.message()))
                .toList();
    }
}
