package io.koppel.route;

import io.koppel.job.JobWork;
import io.koppel.job.Runner;
import io.koppel.mapping.OrderModel;
import io.koppel.sales.DocumentClaims;
import io.koppel.sales.DocumentLedger;
import io.koppel.sales.SalesRoutes;
import io.koppel.sales.SalesSettings;
import io.koppel.sales.availability.AvailabilityJob;
import io.koppel.sales.availability.AvailabilitySteps;
import io.koppel.sales.availability.ItemAvailability;
import io.koppel.sales.bidirectional.EndedOrders;
import io.koppel.sales.bidirectional.EndedSteps;
import io.koppel.sales.bidirectional.TravellingOrders;
import io.koppel.sales.note.GoneNotes;
import io.koppel.sales.note.NoteSteps;
import io.koppel.sales.note.NotesJob;
import io.koppel.sales.order.FollowSteps;
import io.koppel.sales.order.FollowedOrders;
import io.koppel.sales.order.OrderSteps;
import io.koppel.sales.order.SubmittedOrders;
import io.koppel.sales.quote.ProcessedQuotes;
import io.koppel.sales.quote.QuoteSteps;
import io.koppel.sales.statistics.PaidInvoices;
import io.koppel.sales.statistics.StatisticsJob;
import io.koppel.sales.statistics.StatisticsSteps;
import io.koppel.sales.timeline.OrderStatusJob;
import io.koppel.sales.timeline.TimelineSteps;
import io.koppel.sync.Engine;
import io.koppel.sync.ServiceModels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.spi.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What there is for sales documents under the settings: jobs, the beans of their routes, and what people may ask for. */
public final class SalesParts {
    private static final Logger LOG = LoggerFactory.getLogger(SalesParts.class);

    private final SalesSettings settings;
    private final DocumentLedger ledger;
    private final SubmittedOrders orders;
    private final OrderSteps orderSteps;
    private final FollowSteps followSteps;
    private final EndedSteps endedSteps;
    private final TravellingOrders travelling;
    private final TimelineSteps timeline;
    private final NoteSteps noteSteps;
    private final NotesJob notes;
    private final GoneNotes goneNotes;
    private final ProcessedQuotes quotes;
    private final QuoteSteps quoteSteps;
    private final StatisticsSteps statisticsSteps;
    private final PaidInvoices paid;
    private final StatisticsJob statistics;
    private final ItemAvailability availability;
    private final AvailabilitySteps availabilitySteps;
    private final List<JobWork> jobs = new ArrayList<>();

    SalesParts(Engine engine, SalesSettings settings, SalesRoutes routes, Runner runner) {
        this.settings = settings;
        this.ledger = new DocumentLedger(engine.database(), engine.company().name());
        DocumentClaims claims = new DocumentClaims();
        this.orderSteps = new OrderSteps(engine, ledger, claims);
        this.orders = new SubmittedOrders(engine, ledger, claims, routes);
        this.followSteps = new FollowSteps(engine, ledger, claims);
        this.timeline = new TimelineSteps(engine, ledger);
        this.noteSteps = new NoteSteps(engine);
        this.goneNotes = new GoneNotes(engine);
        this.notes = new NotesJob(engine, routes, SubmittedOrders.MAPPING);
        this.quotes = new ProcessedQuotes(engine, ledger, claims, routes);
        this.travelling = new TravellingOrders(engine, runner, SubmittedOrders.MAPPING);
        this.quoteSteps = new QuoteSteps(
                engine,
                ledger,
                claims,
                settings.orders() == OrderModel.BIDIRECTIONAL ? travelling::create : orders::create);
        if (settings.processQuotes()) {
            jobs.add(quotes.job());
        }
        this.statisticsSteps = new StatisticsSteps(engine);
        this.paid = new PaidInvoices(engine, runner);
        this.statistics = new StatisticsJob(engine, routes, paid);
        if (StatisticsJob.possible(engine.models())) {
            jobs.add(statistics);
        } else {
            LOG.info("{}; there is no job {}", StatisticsJob.IMPOSSIBLE, StatisticsJob.NAME);
        }
        this.availability =
                new ItemAvailability(engine.database(), engine.company().name());
        this.availabilitySteps = new AvailabilitySteps(engine, runner, availability);
        if (settings.itemAvailability()) {
            jobs.add(AvailabilityJob.of(engine, routes));
        }
        if (settings.createOrders()) {
            jobs.add(orders.job());
        }
        if (settings.orders() == OrderModel.SUBMITTED) {
            jobs.add(FollowedOrders.job(engine, routes));
            jobs.add(OrderStatusJob.of(engine, routes, SubmittedOrders.MAPPING));
        }
        this.endedSteps = new EndedSteps(engine);
        if (settings.orders() == OrderModel.BIDIRECTIONAL) {
            jobs.add(EndedOrders.job(engine, routes, endedSteps, SubmittedOrders.MAPPING));
        }
        if (settings.orders() != OrderModel.NONE) {
            jobs.add(notes);
        }
    }

    /** The jobs that are switched on. */
    List<JobWork> jobs() {
        return jobs;
    }

    /** Binds the steps of their routes. */
    void bind(Registry registry) {
        registry.bind("orders", new OrderRouteSteps(orderSteps));
        registry.bind("orderLife", new FollowRouteSteps(followSteps));
        registry.bind("archivedOrders", new EndedRouteSteps(endedSteps));
        registry.bind("availability", new AvailabilityRouteSteps(availabilitySteps));
        registry.bind("statistics", new StatisticsRouteSteps(statisticsSteps, paid));
        registry.bind("timeline", new TimelineRouteSteps(timeline));
        registry.bind("quotes", new QuoteRouteSteps(quoteSteps));
        registry.bind("notes", new NoteRouteSteps(noteSteps, notes, goneNotes));
    }

    /** Properties by which route files say when their routes exist. */
    static Map<String, String> properties(SalesSettings settings, ServiceModels models) {
        return Map.of(
                "sales.account-statistics", String.valueOf(StatisticsJob.possible(models)),
                "sales.orders.submitted", String.valueOf(settings.orders() == OrderModel.SUBMITTED),
                "sales.orders.bidirectional", String.valueOf(settings.orders() == OrderModel.BIDIRECTIONAL),
                "sales.orders.any", String.valueOf(settings.orders() != OrderModel.NONE),
                "sales.create-orders", String.valueOf(settings.createOrders()),
                "sales.process-quotes", String.valueOf(settings.processQuotes()),
                "sales.item-availability", String.valueOf(settings.itemAvailability()));
    }

    /** How documents are integrated. */
    public SalesSettings settings() {
        return settings;
    }

    /** What is remembered of documents. */
    public DocumentLedger ledger() {
        return ledger;
    }

    /** Quotes of Sales. */
    public ProcessedQuotes quotes() {
        return quotes;
    }

    /** Orders of Sales. */
    public SubmittedOrders orders() {
        return orders;
    }

    /** Orders that travel both ways, taken over by hand. */
    public TravellingOrders travellingOrders() {
        return travelling;
    }

    /** Account statistics and what is paid of invoices. */
    public StatisticsJob statistics() {
        return statistics;
    }

    /** What is on hand of coupled items. */
    public ItemAvailability availability() {
        return availability;
    }
}
