package io.koppel.setup;

import io.koppel.mapping.OrderModel;
import io.koppel.mapping.PriceModel;
import io.koppel.mapping.TableMapping;
import io.koppel.metadata.ServiceModel;
import io.koppel.metadata.TableModel;
import io.koppel.odata.Literals;
import io.koppel.odata.ODataService;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import io.koppel.odata.ServiceException;
import io.koppel.odata.Surface;
import io.koppel.setup.ConnectionTest.Finding;
import io.koppel.sync.CompanyRow;
import io.koppel.sync.Services;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What documents of Sales need beyond the mappings (sales-documents.md §1.5, §1.7, §10): set-up of Business Central for products written
 * in and freight; and for orders that travel both ways the companion's pieces, the mappings they lean on, price lists, and no other
 * program that reckons their amounts.
 */
final class OrderCheckup {
    private static final String ORDERS = "orders both ways";
    private static final String SETUP = "sales set-up";

    private static final Map<String, List<String>> COMPANION = companion();
    private static final Map<String, List<String>> DATAVERSE = Map.of(
            "salesorders",
            List.of("bcbi_businesscentralordernumber", "bcbi_businesscentraldocumentoccurrencenumber"),
            "salesorderdetails",
            List.of("bcbi_businesscentrallinenumber"));
    private static final List<Need> NEEDS = List.of(
            new Need("salesOrders", "salesorder", "orders do not travel at all"),
            new Need("customers", "account", "every order fails, because no customer is coupled"),
            new Need("items", "product", "every order with an item fails, because no item is coupled"),
            new Need("resources", "product", "every order with a resource fails, because no resource is coupled"));

    private final Settings settings;
    private final Services services;
    private final Map<String, ServiceModel> businessCentral;
    private final @Nullable ServiceModel dataverse;
    private final CompanyRow company;
    private final List<TableMapping> mappings;
    private final List<Finding> findings = new ArrayList<>();

    /** A mapping that orders lean on, and what happens without it. */
    private record Need(String entitySet, String table, String without) {}

    OrderCheckup(Settings settings, Connections connections, List<TableMapping> mappings) {
        this.settings = settings;
        this.services = connections.services();
        this.businessCentral = connections.models().businessCentral();
        this.dataverse = connections.models().dataverse();
        this.company = connections.company();
        this.mappings = mappings;
    }

    private static Map<String, List<String>> companion() {
        Map<String, List<String>> pieces = new LinkedHashMap<>();
        pieces.put(
                "salesOrders",
                List.of(
                        "status",
                        "dataverseId",
                        "occurrenceNumber",
                        "completelyShipped",
                        "discountAmount",
                        "paymentDiscountPercent",
                        "quoteNumber"));
        pieces.put("salesOrderLines", List.of("orderId", "reserve", "reservedQuantity", "outstandingQuantity"));
        pieces.put("salesSetup", List.of("archiveOrders", "writeInProductNumber", "freightAccountNumber"));
        pieces.put("archivedSalesOrders", List.of("occurrenceNumber", "version", "invoiced"));
        pieces.put("archivedSalesOrderLines", List.of("occurrenceNumber", "version", "shippedQuantity"));
        pieces.put("postedSalesInvoiceLines", List.of("orderNumber"));
        pieces.put("recordNotes", List.of());
        return pieces;
    }

    /** Nothing where neither documents of Sales nor item availability are integrated. */
    List<Finding> run() {
        if (settings.sales().itemAvailability()) {
            availability();
        }
        if (settings.models().orders() == OrderModel.NONE) {
            return List.copyOf(findings);
        }
        if (settings.models().orders() == OrderModel.BIDIRECTIONAL) {
            pieces();
            needs();
            amounts();
            priceLists();
        }
        if (businessCentral.containsKey(Surface.COMPANION)) {
            setup();
        }
        return List.copyOf(findings);
    }

    /** The job sends items through their mapping, so that has to have the row (sales-documents.md §9). */
    private void availability() {
        boolean sends = mappings.stream()
                .filter(mapping -> mapping.enabled()
                        && mapping.businessCentral().entitySet().equals("items")
                        && !mapping.dataverse().isChoice())
                .flatMap(mapping -> mapping.fields().stream())
                .anyMatch(field -> field.enabled()
                        && "inventory".equals(field.businessCentral())
                        && "quantityonhand".equals(field.dataverse()));
        if (!sends) {
            findings.add(new Finding(
                    "item availability",
                    false,
                    "no enabled field row sends inventory to quantityonhand, so the job has nothing to send; add the row to the"
                            + " mapping of items"));
        }
    }

    private void pieces() {
        ServiceModel companion = businessCentral.get(Surface.COMPANION);
        if (companion == null) {
            findings.add(new Finding(
                    ORDERS, false, "need the companion extension; install it, or set koppel.sales.orders=none"));
            return;
        }
        List<String> missing = missing(companion, COMPANION);
        if (dataverse != null) {
            missing.addAll(missing(dataverse, DATAVERSE));
        }
        findings.add(
                missing.isEmpty()
                        ? new Finding(ORDERS, true, "both services have the pages and columns they need")
                        : new Finding(
                                ORDERS,
                                false,
                                String.join(", ", missing)
                                        + " missing; install the companion extension and the solution in their newest"
                                        + " version"));
    }

    private static List<String> missing(ServiceModel service, Map<String, List<String>> needed) {
        List<String> missing = new ArrayList<>();
        needed.forEach((set, columns) -> {
            TableModel table = service.table(set);
            if (table == null) {
                missing.add(set);
            } else {
                columns.stream()
                        .filter(column -> table.column(column) == null)
                        .forEach(column -> missing.add(set + "." + column));
            }
        });
        return missing;
    }

    private void needs() {
        for (Need need : NEEDS) {
            boolean there = mappings.stream()
                    .anyMatch(mapping -> mapping.enabled()
                            && !mapping.dataverse().isChoice()
                            && mapping.businessCentral().entitySet().equals(need.entitySet())
                            && mapping.dataverse().table().equals(need.table()));
            if (!there) {
                findings.add(new Finding(
                        ORDERS,
                        false,
                        "no enabled mapping is about " + need.entitySet() + " and " + need.table() + "; without it "
                                + need.without()));
            }
        }
    }

    /** The organization's switch belongs to the other design of order integration, and says who reckons amounts. */
    private void amounts() {
        read(services.dataverse(), "organizations", "issopintegrationenabled", null).stream()
                .findFirst()
                .filter(row -> Boolean.TRUE.equals(row.get("issopintegrationenabled")))
                .ifPresent(row -> findings.add(
                        isIntegrationUser()
                                ? new Finding(
                                        ORDERS,
                                        true,
                                        "order-processing integration is on in Sales (issopintegrationenabled), and Koppel's user"
                                                + " is its integration user: amounts are those of Business Central")
                                : new Finding(
                                        ORDERS,
                                        false,
                                        "order-processing integration is on in Sales (issopintegrationenabled), as the one-way design"
                                                + " of the built-in integration has it, but Koppel's user is not its integration user:"
                                                + " switch it off, or make the user an integration user")));
    }

    private boolean isIntegrationUser() {
        String user = company.dataverseUser();
        return user != null
                && read(services.dataverse(), "systemusers", "isintegrationuser", "systemuserid eq " + user).stream()
                        .anyMatch(row -> Boolean.TRUE.equals(row.get("isintegrationuser")));
    }

    private void priceLists() {
        if (settings.models().prices() == PriceModel.EXTENDED) {
            findings.add(new Finding(
                    ORDERS,
                    true,
                    "each new order in Sales gets a price list of its own, because price lists are synchronized"));
            return;
        }
        boolean any = !read(services.dataverse(), "pricelevels", "name", "statecode eq 0")
                .isEmpty();
        findings.add(new Finding(
                ORDERS,
                true,
                any
                        ? "new orders in Sales get the price list of their currency"
                        : "there is no active price list in Sales; the first new order in each currency makes one"));
    }

    private void setup() {
        Row row = read(
                        services.businessCentral(),
                        "salesSetup",
                        "writeInProductType,writeInProductNumber,freightAccountNumber,archiveOrders",
                        null)
                .stream()
                .findFirst()
                .orElse(null);
        if (row == null) {
            return;
        }
        writeIn(row);
        if (blank(row, "freightAccountNumber")) {
            findings.add(new Finding(
                    SETUP,
                    true,
                    "Freight G/L Acc. No. is empty in Sales & Receivables Setup: documents with freight are refused"));
        }
        if (settings.models().orders() == OrderModel.BIDIRECTIONAL && !Boolean.TRUE.equals(row.get("archiveOrders"))) {
            findings.add(new Finding(
                    SETUP, true, "Archive Orders is off in Sales & Receivables Setup; the first run switches it on"));
        }
    }

    private void writeIn(Row row) {
        if (blank(row, "writeInProductNumber")) {
            findings.add(new Finding(
                    SETUP,
                    true,
                    "Write-in Product No. is empty in Sales & Receivables Setup: documents with products written in are"
                            + " refused"));
            return;
        }
        boolean resource = "Resource".equals(row.get("writeInProductType"));
        String number = String.valueOf(row.text("writeInProductNumber"));
        List<Row> found = read(
                services.businessCentral(),
                resource ? "resources" : "items",
                "number,type",
                "number eq " + Literals.text(number));
        if (found.isEmpty()) {
            writeInIsWrong(number, "does not exist");
        } else if (!resource && "Inventory".equals(found.get(0).get("type"))) {
            writeInIsWrong(number, "is an inventory item; it must be a service or non-inventory item");
        } else if (!read(services.dataverse(), "products", "name", "productnumber eq " + Literals.text(number))
                .isEmpty()) {
            writeInIsWrong(number, "is a product in Sales, too; it must not be coupled");
        }
    }

    private void writeInIsWrong(String number, String why) {
        findings.add(new Finding(
                SETUP,
                false,
                "the write-in product " + number + " of Sales & Receivables Setup " + why
                        + ": documents with products written in are refused; choose another one"));
    }

    private static boolean blank(Row row, String column) {
        String text = row.text(column);
        return text == null || text.isBlank();
    }

    /** What a service without that page or column answers is no finding of this class: the pieces tell. */
    private static List<Row> read(ODataService service, String set, String columns, @Nullable String filter) {
        ReadRequest request = ReadRequest.of(set).with("$select", columns).withPageSize(1);
        try {
            return service.readPage(filter == null ? request : request.with("$filter", filter))
                    .rows();
        } catch (ServiceException e) {
            return List.of();
        }
    }
}
