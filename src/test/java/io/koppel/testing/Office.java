package io.koppel.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** People who go on working on both sides while Koppel runs and dies, and remember what they typed. */
public final class Office {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> SETS = Set.of("customers", "accounts");

    private final SandboxClient person;
    private final SandboxClient books;
    private final Random random;
    private final String api;
    private final List<String> customers = new ArrayList<>();
    private final List<String> accounts = new ArrayList<>();
    private final Map<String, String> streets = new HashMap<>();
    private final Map<String, String> phones = new HashMap<>();
    private final Map<String, Integer> invoices = new LinkedHashMap<>();
    private int number;
    private int edits;

    public Office(String sandbox, Random random) {
        this.person = new SandboxClient(sandbox, "person");
        this.books = new SandboxClient(sandbox, "koppel");
        this.random = random;
        this.api = "/v2.0/sandbox/api/v2.0/companies(" + person.companyId() + ")/salesInvoices";
    }

    /** What somebody typed, where it has to be found on the other side. */
    public record Typed(String what, String expected, String found) {}

    public SandboxClient person() {
        return person;
    }

    /** A morning's work: new customers, accounts and an invoice, and edits of older ones. */
    public void work() {
        for (int i = 0; i < 40; i++) {
            customers.add(person.bcCreate("customers", Map.of("displayName", name(), "website", mark()))
                    .get("systemId")
                    .asText());
        }
        for (int i = 0; i < 20; i++) {
            accounts.add(person.dataverseCreate(
                            "accounts", Map.of("name", name(), "websiteurl", mark(), "customertypecode", 3))
                    .get("accountid")
                    .asText());
        }
        for (int i = 0; i < 40; i++) {
            edit();
        }
        invoice();
    }

    /** Each side has a field of its own that only its people edit, so that nothing is a conflict. */
    public void edit() {
        edits++;
        if (random.nextBoolean()) {
            String id = customers.get(random.nextInt(customers.size()));
            String street = "Street " + ++number;
            person.bcChange("customers", id, Map.of("addressLine1", street));
            streets.put(id, street);
        } else {
            String id = accounts.get(random.nextInt(accounts.size()));
            String phone = "55" + ++number;
            person.dataverseChange("accounts", id, Map.of("telephone1", phone));
            phones.put(id, phone);
        }
    }

    /** How often somebody has edited a record. */
    public int edits() {
        return edits;
    }

    /** How many invoices were posted. */
    public int invoices() {
        return invoices.size();
    }

    private void invoice() {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (int line = 0; line < 3; line++) {
            // In this order: a number is looked for in the table that the type names.
            lines.add(Scene.values(
                    "lineType",
                    "Account",
                    "lineObjectNumber",
                    "40450",
                    "description",
                    "Line",
                    "quantity",
                    1,
                    "unitPrice",
                    10));
        }
        String id = post(
                        api,
                        Scene.values(
                                "customerId",
                                customers.get(customers.size() - 1),
                                "invoiceDate",
                                "2026-03-02",
                                "postingDate",
                                "2026-03-02",
                                "salesInvoiceLines",
                                lines))
                .get("id")
                .asText();
        post(api + "(" + id + ")/Microsoft.NAV.post", null);
        invoices.put(person.bc("postedSalesInvoices(" + id + ")").get("number").asText(), lines.size());
    }

    private JsonNode post(String path, Map<String, Object> body) {
        HttpResponse<String> answer = books.send("POST", path, body == null ? null : JSON.valueToTree(body), null);
        if (answer.statusCode() >= 300) {
            throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
        }
        try {
            return answer.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(answer.body());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String name() {
        return "Firm " + ++number;
    }

    private String mark() {
        return "http://m" + number + ".example";
    }

    // --- what came of it

    public long journalEnd() {
        return person.journalEnd();
    }

    /** How many customers and accounts Koppel has written since then; counted no further than to {@code enough}. */
    public int koppelsWrites(long after, int enough) {
        int writes = 0;
        for (JsonNode row : person.journal(after)) {
            writes += koppels(row) && SETS.contains(row.get("entitySet").asText()) ? 1 : 0;
            if (writes >= enough) {
                break;
            }
        }
        return writes;
    }

    private static boolean koppels(JsonNode row) {
        return row.get("caller").asText().equals("koppel") && row.get("direct").asBoolean();
    }

    /** What Koppel wrote to customers and accounts, as service, id and operation. */
    public List<String> koppelsWrites() {
        List<String> writes = new ArrayList<>();
        for (JsonNode row : person.journal(0)) {
            if (koppels(row) && SETS.contains(row.get("entitySet").asText())) {
                writes.add(row.get("service").asText() + " " + row.get("id").asText() + " "
                        + row.get("operation").asText());
            }
        }
        return writes;
    }

    /** Everything that was typed last into a field, and what the partner of its record holds. */
    public List<Typed> typed(List<JsonNode> allCustomers, List<JsonNode> allAccounts) {
        Map<String, JsonNode> accountOf = new HashMap<>();
        allAccounts.forEach(row -> accountOf.put(row.get("websiteurl").asText(), row));
        List<Typed> typed = new ArrayList<>();
        for (JsonNode customer : allCustomers) {
            JsonNode account = accountOf.get(customer.get("website").asText());
            if (account == null) {
                continue; // nothing was carried over at all, which is found otherwise
            }
            String street = streets.get(customer.get("systemId").asText());
            String phone = phones.get(account.get("accountid").asText());
            String what = customer.get("displayName").asText();
            if (street != null) {
                typed.add(new Typed(
                        what + " street there",
                        street,
                        account.get("address1_line1").asText()));
                typed.add(new Typed(
                        what + " street here",
                        street,
                        customer.get("addressLine1").asText()));
            }
            if (phone != null) {
                typed.add(new Typed(
                        what + " phone here", phone, customer.get("phoneNumber").asText()));
                typed.add(new Typed(
                        what + " phone there", phone, account.get("telephone1").asText()));
            }
        }
        return typed;
    }

    /** Posted invoices that are in Dataverse not once, or without all their lines. */
    public List<String> brokenInvoices() {
        List<String> broken = new ArrayList<>();
        invoices.forEach((posted, lines) -> {
            List<JsonNode> found = person.dataverseList("invoices", "invoicenumber eq '" + posted + "'");
            if (found.size() != 1) {
                broken.add(posted + " is there " + found.size() + " times");
                return;
            }
            int there = person.dataverseList(
                            "invoicedetails",
                            "_invoiceid_value eq "
                                    + found.get(0).get("invoiceid").asText())
                    .size();
            if (there != lines) {
                broken.add(posted + " has " + there + " of " + lines + " lines");
            }
        });
        return broken;
    }
}
