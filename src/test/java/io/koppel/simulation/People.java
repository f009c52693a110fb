package io.koppel.simulation;

import io.koppel.sandbox.http.SandboxResponse;
import io.koppel.simulation.Ledger.Key;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** People at both systems: they create, edit, block and delete. Every value they type is unlike any other. */
final class People {
    /** Columns people edit, in Business Central's and in Dataverse's words. */
    static final Map<String, String> CUSTOMER = ordered(
            "displayName",
            "name",
            "addressLine1",
            "address1_line1",
            "addressLine2",
            "address1_line2",
            "phoneNumber",
            "telephone1");

    static final Map<String, String> CONTACT =
            ordered("firstName", "firstname", "lastName", "lastname", "pager", "pager");

    /** A mapped column that nobody edits: by it a record is known on both sides, whatever Koppel remembers. */
    static final String MARK = "website";

    static final String MARK_THERE = "websiteurl";

    private final World world;
    private final Random random;
    private final Ledger ledger;
    private final Circumstances circumstances;
    private final boolean contacts;
    private boolean late;
    private int typed;

    People(World world, Random random, Ledger ledger, Circumstances circumstances) {
        this.world = world;
        this.random = random;
        this.ledger = ledger;
        this.circumstances = circumstances;
        this.contacts = circumstances.mappings().contains("CONTACT");
    }

    /** Whether some of their edits become visible late. */
    void late(boolean on) {
        late = on;
    }

    /** The company as it is before Koppel comes. */
    void before() {
        int customers = 2 + random.nextInt(6);
        for (int i = 0; i < customers; i++) {
            String name = "Firm " + next();
            customer(name);
            if (random.nextInt(3) == 0) {
                account(name);
            }
            world.time().advance(java.time.Duration.ofMillis(random.nextInt(4) == 0 ? random.nextInt(900_000) : 0));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            account("Firm " + next());
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            contact();
        }
        if (circumstances.mappings().contains("PAYMENT-TERMS")) {
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                term();
            }
        }
        if (circumstances.mappings().contains("SALESPEOPLE")) {
            world.admin("POST", "seed", Map.of("systemusers", 1 + random.nextInt(3), "seed", random.nextInt(1000)));
        }
    }

    /** One thing a person does. */
    void act() {
        switch (random.nextInt(16)) {
            case 0 -> customer("Firm " + next());
            case 1 -> account("Firm " + next());
            case 2 -> contact();
            case 3 -> block();
            case 4 -> {
                if (random.nextInt(2) == 0) {
                    delete();
                } else {
                    bothSides();
                }
            }
            case 5 -> {
                if (circumstances.mappings().contains("PAYMENT-TERMS")) {
                    term();
                } else {
                    edit();
                }
            }
            case 6, 7 -> bothSides();
            default -> edit();
        }
    }

    /** Edits a record by its address, if it is one that people edit. */
    void editOne(String service, String set, String id) {
        if (ledger.update().now(new Key(service, set, id)) != null) {
            edit(new Key(service, set, id));
        }
    }

    private void customer(String name) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("systemId", id());
        row.put("displayName", name);
        row.put("phoneNumber", phone());
        row.put(MARK, mark());
        create(World.COMPANION + "customers", row);
    }

    private void account(String name) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("accountid", id());
        row.put("name", name);
        row.put("customertypecode", random.nextInt(12) == 0 ? 1 : 3);
        row.put("telephone1", phone());
        row.put(MARK_THERE, mark());
        create(World.DATAVERSE + "accounts", row);
    }

    private void contact() {
        if (!contacts) {
            return;
        }
        ledger.update();
        Map<String, Object> row = new LinkedHashMap<>();
        if (random.nextBoolean()) {
            Key customer = pick("businessCentral", "customers");
            if (customer == null) {
                return;
            }
            row.put("systemId", id());
            row.put("type", "Person");
            row.put("firstName", "Ann" + next());
            row.put("lastName", "Lee" + next());
            row.put("customerId", customer.id());
            row.put(MARK, mark());
            create(World.COMPANION + "contacts", row);
        } else {
            Key account = pick("dataverse", "accounts");
            if (account == null) {
                return;
            }
            row.put("contactid", id());
            row.put("firstname", "Ann" + next());
            row.put("lastname", "Lee" + next());
            row.put("parentcustomerid_account@odata.bind", "/accounts(" + account.id() + ")");
            row.put(MARK_THERE, mark());
            create(World.DATAVERSE + "contacts", row);
        }
    }

    private void term() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("systemId", id());
        row.put("code", "T" + next());
        row.put("displayName", "Term " + typed);
        create(World.COMPANION + "paymentTerms", row);
    }

    private void edit() {
        Key key = anyone();
        if (key != null) {
            edit(key);
        }
    }

    /** The same field of both records of a pair, as far as the mark tells that they are one. */
    private void bothSides() {
        Key here = pick("businessCentral", "customers");
        if (here == null) {
            return;
        }
        Object mark = ledger.update().now(here).get(MARK);
        for (Key there : ledger.records("dataverse", "accounts")) {
            if (mark != null && mark.equals(ledger.now(there).get(MARK_THERE))) {
                List<String> columns = List.copyOf(customerColumns().keySet());
                String column = columns.get(random.nextInt(columns.size()));
                String other = columns.get(random.nextInt(columns.size()));
                change(here, Map.of(column, value(column)));
                change(there, Map.of(CUSTOMER.get(random.nextBoolean() ? column : other), value(column)));
                return;
            }
        }
    }

    private void edit(Key key) {
        Map<String, String> columns = key.set().equals("contacts") ? CONTACT : customerColumns();
        boolean here = key.service().equals("businessCentral");
        Map<String, Object> change = new LinkedHashMap<>();
        List<String> names = List.copyOf(columns.keySet());
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            String name = names.get(random.nextInt(names.size()));
            change.put(here ? name : columns.get(name), value(name));
        }
        change(key, change);
    }

    /** Without the companion a lost create is found again by its name, so that nobody may rename it meanwhile. */
    private Map<String, String> customerColumns() {
        if (!circumstances.standard()) {
            return CUSTOMER;
        }
        Map<String, String> columns = new LinkedHashMap<>(CUSTOMER);
        columns.remove("displayName");
        return columns;
    }

    private void block() {
        Key key = pick(random.nextBoolean() ? "businessCentral" : "dataverse", null);
        if (key == null || key.set().equals("contacts")) {
            return;
        }
        Map<String, Object> now = ledger.now(key);
        if (key.service().equals("businessCentral")) {
            boolean blocked = "All".equals(now.get("blocked"));
            change(key, Map.of("blocked", blocked ? "_x0020_" : "All"));
        } else {
            boolean inactive = "1".equals(now.get("statecode"));
            change(key, inactive ? Map.of("statecode", 0, "statuscode", 1) : Map.of("statecode", 1, "statuscode", 2));
        }
    }

    private void delete() {
        Key key = anyone();
        if (key != null) {
            world.person("DELETE", address(key), null);
        }
    }

    private void create(String path, Map<String, Object> row) {
        SandboxResponse answer = world.person("POST", path + lately("POST", path), row);
        if (answer.status() == 400 && !answer.bodyText().contains("EntityWithSameKeyExists")) {
            throw new AssertionError("a person's create was refused: " + row + " " + answer.bodyText());
        }
    }

    private void change(Key key, Map<String, Object> values) {
        // Refused edits are what people meet, too: inactive rows may not be edited, for one.
        world.person("PATCH", address(key) + lately("PATCH", address(key)), values);
    }

    /** Lets the next write become visible up to two minutes after it happened; answers what marks its address. */
    private String lately(String method, String path) {
        // A consequence of another edit would overwrite a late one in the sandbox, which only persons of companies
        // meet.
        if (!late || random.nextInt(8) > 0 || (contacts && path.startsWith(World.COMPANION))) {
            return "";
        }
        String key = path.startsWith(World.COMPANION) ? "systemId" : "createdon";
        world.admin(
                "POST",
                "faults",
                List.of(Map.of(
                        "match",
                        method + " .*select=" + key,
                        "fault",
                        "late-visibility",
                        "nth",
                        1,
                        "duration",
                        "PT" + (1 + random.nextInt(120)) + "S")));
        return "?$select=" + key;
    }

    private static String address(Key key) {
        return (key.service().equals("businessCentral") ? World.COMPANION : World.DATAVERSE) + key.set() + "("
                + key.id() + ")";
    }

    private Key anyone() {
        ledger.update();
        return pick(random.nextBoolean() ? "businessCentral" : "dataverse", null);
    }

    private Key pick(String service, String set) {
        boolean person = set == null && contacts && random.nextInt(3) == 0;
        String chosen =
                set != null ? set : person ? "contacts" : service.equals("dataverse") ? "accounts" : "customers";
        List<Key> all = ledger.update().records(service, chosen).stream()
                .filter(key -> !"Company".equals(ledger.now(key).get("type")))
                .toList();
        return all.isEmpty() ? null : all.get(random.nextInt(all.size()));
    }

    private Object value(String column) {
        return switch (column) {
            case "phoneNumber", "pager" -> phone();
            case "displayName" -> "Firm " + next();
            default -> "Text" + next();
        };
    }

    private String phone() {
        return "55" + (1_000_000 + next());
    }

    private String mark() {
        return "http://m" + next() + ".example";
    }

    private String id() {
        return new UUID((random.nextLong() & ~0xF000L) | 0x4000L, (random.nextLong() >>> 2) | Long.MIN_VALUE)
                .toString();
    }

    private int next() {
        return ++typed;
    }

    private static Map<String, String> ordered(String... names) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i += 2) {
            map.put(names[i], names[i + 1]);
        }
        return map;
    }
}
