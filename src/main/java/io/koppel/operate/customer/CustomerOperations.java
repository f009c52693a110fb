package io.koppel.operate.customer;

import io.koppel.coupling.Coupling;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.metadata.ServiceModel;
import io.koppel.odata.Literals;
import io.koppel.odata.Pages;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import io.koppel.odata.ServiceException;
import io.koppel.operate.Listing;
import io.koppel.operate.OperationException;
import io.koppel.operate.RecordFinder;
import io.koppel.operate.RecordLinks;
import io.koppel.sales.source.Columns;
import io.koppel.sales.statistics.CustomerMapping;
import io.koppel.sync.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What Sales holds about the account of a customer: how many opportunities, quotes and cases are open, and which. Sales is asked
 * each time; nothing of it is stored.
 */
public final class CustomerOperations {
    private final Engine engine;
    private final RecordFinder finder;
    private final RecordLinks links;

    public CustomerOperations(Engine engine) {
        this.engine = engine;
        this.finder = new RecordFinder(engine.services());
        this.links = new RecordLinks(engine.services(), engine.company().name());
    }

    /** Whether records of a mapping have such figures. */
    public boolean concerns(String mapping) {
        return customers().map(TableMapping::id).filter(mapping::equals).isPresent();
    }

    /**
     * The figures of a customer; none for one that is not coupled, or when Sales does not answer.
     *
     * @param customer number or SystemId
     * @throws OperationException if there is no such customer, or no mapping of customers
     */
    public AccountFigures figures(String customer) {
        TableMapping mapping = mapping();
        Optional<Coupling> coupling = coupling(mapping, customer);
        if (coupling.isEmpty()) {
            RecordFinder.Found found = finder.find(mapping, Side.BUSINESS_CENTRAL, customer);
            return AccountFigures.none(
                    found.label() == null ? customer : found.label(),
                    found.id(),
                    null,
                    "the customer is not coupled with an account; koppel couple " + mapping.id() + " couples it");
        }
        String name = name(coupling.get());
        UUID id = coupling.get().businessCentralId();
        UUID account = coupling.get().dataverseId();
        try {
            // While the connection is switched off no request leaves; the refusal says so.
            return new AccountFigures(name, id, true, null, links.dataverse(mapping, account), figures(account));
        } catch (ServiceException e) {
            return AccountFigures.none(name, id, links.dataverse(mapping, account), String.valueOf(e.getMessage()));
        }
    }

    private List<AccountFigures.Figure> figures(UUID account) {
        List<AccountFigures.Figure> figures = new ArrayList<>();
        for (AccountList list : AccountList.values()) {
            if (exists(list)) {
                Long count = engine.services()
                        .dataverse()
                        .readPage(ReadRequest.of(list.entitySet())
                                .with("$select", list.key())
                                .with("$filter", list.counted(account))
                                .with("$count", "true")
                                .withPageSize(1))
                        .count();
                figures.add(new AccountFigures.Figure(list.word(), list.title(), count == null ? 0 : count));
            }
        }
        return figures;
    }

    /**
     * The rows behind a figure, by name.
     *
     * @param list opportunities, quotes or cases
     * @param after how many rows to leave out, null for none
     * @throws OperationException if there is no such list or customer, or the customer is not coupled
     */
    public Listing<AccountRow> list(String customer, String list, @Nullable Long after, int limit) {
        TableMapping mapping = mapping();
        AccountList wanted = AccountList.of(list);
        Coupling coupling = coupling(mapping, customer)
                .orElseThrow(() -> new OperationException(
                        OperationException.Reason.CONFLICT,
                        "customer '" + customer + "' is not coupled with an account, so Sales has no " + list
                                + " of it; couple it first with koppel couple " + mapping.id()));
        if (!exists(wanted)) {
            throw OperationException.notFound("Sales has no table " + wanted.entitySet());
        }
        try {
            return rows(wanted, coupling.dataverseId(), after == null ? 0 : after, limit);
        } catch (ServiceException e) {
            throw new OperationException(OperationException.Reason.UNAVAILABLE, String.valueOf(e.getMessage()));
        }
    }

    private Listing<AccountRow> rows(AccountList list, UUID account, long from, int limit) {
        Pages pages = engine.services()
                .dataverse()
                .read(ReadRequest.of(list.entitySet())
                        .with("$select", list.select())
                        .with("$filter", list.listed(account))
                        .with("$orderby", list.label() + "," + list.key()));
        List<AccountRow> rows = new ArrayList<>();
        long position = 0;
        while (pages.hasNext()) {
            for (Row row : pages.next().rows()) {
                if (position++ >= from) {
                    if (rows.size() == limit) {
                        return new Listing<>(rows, Long.toString(from + limit));
                    }
                    rows.add(row(list, row));
                }
            }
        }
        return new Listing<>(rows, null);
    }

    private AccountRow row(AccountList list, Row row) {
        UUID id = Columns.id(row, list.key());
        return new AccountRow(
                id,
                list.number().isEmpty() ? null : row.text(list.number()),
                Columns.text(row, list.label()),
                list.state(Columns.number(row, "statecode")),
                links.row(list.table(), id));
    }

    /** Cases belong to a product of their own, which not every organization has. */
    private boolean exists(AccountList list) {
        ServiceModel model = engine.models().dataverse();
        return model == null || model.table(list.entitySet()) != null;
    }

    /** What people call a coupled customer; of another one what was asked for. */
    public String name(String customer) {
        return coupling(mapping(), customer).map(CustomerOperations::name).orElse(customer);
    }

    private Optional<TableMapping> customers() {
        try {
            return Optional.of(CustomerMapping.of(engine));
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }

    private TableMapping mapping() {
        return customers()
                .orElseThrow(() -> new OperationException(
                        OperationException.Reason.CONFLICT,
                        "no mapping couples customers with accounts; the routes folder needs one"));
    }

    private Optional<Coupling> coupling(TableMapping mapping, String customer) {
        int scope = engine.scope(mapping.id());
        Optional<Coupling> found = Literals.isGuid(customer)
                ? engine.couplings().find(scope, Side.BUSINESS_CENTRAL, UUID.fromString(customer))
                : engine.couplings().named(scope, customer);
        return found.filter(coupling -> !coupling.state().isPending());
    }

    private static String name(Coupling coupling) {
        String number = coupling.number() == null ? coupling.name() : coupling.number();
        return number == null ? coupling.businessCentralId().toString() : number;
    }
}
