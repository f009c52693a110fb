package io.koppel.sandbox.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

/**
 * The demonstration company as plain values, for both sides (design.md §9): most customers only in Business Central,
 * some accounts only in Sales, some on both sides under the same name, a few blocked or inactive.
 */
public record DemoCompany(
        List<Currency> currencies,
        List<Salesperson> salespeople,
        List<Code> paymentTerms,
        List<Code> shipmentMethods,
        List<Code> shippingAgents,
        List<Customer> customers,
        List<Person> persons,
        List<Account> accounts) {
    /** The company's name on the Business Central side. */
    public static final String NAME = "CRONUS";

    public static final String DISPLAY_NAME = "CRONUS Europa GmbH";

    /** The local currency, and the base currency of the Dataverse organization. */
    public static final String LOCAL_CURRENCY = "EUR";

    /** @param perLocal units of it for one of the local currency */
    public record Currency(String code, String name, String symbol, BigDecimal perLocal) {}

    /** A salesperson here and a user there, of the same e-mail address. */
    public record Salesperson(String code, String name, String email, String phone, String jobTitle) {
        /** The id of the user on the Dataverse side. */
        public UUID userId() {
            return id("systemuser", code);
        }
    }

    /** A row of a table of codes. */
    public record Code(String code, String description) {}

    public record Address(String line1, String line2, String postCode, String city, String country) {}

    /** @param blocked Business Central's name of it, "" for not */
    public record Customer(
            String number,
            String name,
            Address address,
            String phone,
            String email,
            String website,
            String currency,
            String paymentTerms,
            String shipmentMethod,
            String shippingAgent,
            String salesperson,
            BigDecimal creditLimit,
            String blocked) {}

    /**
     * Somebody who works at a customer.
     *
     * @param customer its number; for persons of accounts that are in Sales alone, the account's name
     */
    public record Person(String customer, String firstName, String lastName, String phone, String email) {}

    /** @param alsoCustomer whether Business Central has a customer of that name */
    public record Account(String name, Address address, boolean active, boolean alsoCustomer) {}

    /** The company that the demonstration starts with; always the same. */
    public static DemoCompany cronus() {
        List<Salesperson> salespeople = lines("salespeople.txt").stream()
                .map(line -> new Salesperson(
                        line[0], line[1], mailName(line[1]) + "@cronus.example", phone(line[1]), line[2]))
                .toList();
        List<Customer> customers = new ArrayList<>();
        for (String[] line : lines("customers.txt")) {
            customers.add(customer(line, customers.size(), salespeople));
        }
        List<Account> accounts = lines("accounts.txt").stream()
                .map(line -> new Account(
                        line[0],
                        new Address(line[1], "", line[2], line[3], line[4]),
                        line[5].equals("active"),
                        line[6].equals("both")))
                .toList();
        return new DemoCompany(
                DemoCodes.CURRENCIES,
                salespeople,
                DemoCodes.PAYMENT_TERMS,
                DemoCodes.SHIPMENT_METHODS,
                DemoCodes.SHIPPING_AGENTS,
                List.copyOf(customers),
                persons(customers, accounts),
                accounts);
    }

    private static Customer customer(String[] line, int index, List<Salesperson> salespeople) {
        String domain = mailName(line[1]);
        String blocked = line.length > 9 ? line[9].replace("blocked=", "") : "";
        return new Customer(
                line[0],
                line[1],
                new Address(line[2], line[3], line[4], line[5], line[6]),
                phone(line[1]),
                "info@" + domain + ".example",
                "https://www." + domain + ".example",
                line.length > 7 ? line[7] : "",
                DemoCodes.PAYMENT_TERMS
                        .get(index % DemoCodes.PAYMENT_TERMS.size())
                        .code(),
                DemoCodes.SHIPMENT_METHODS
                        .get(index % DemoCodes.SHIPMENT_METHODS.size())
                        .code(),
                index % 3 == 0
                        ? ""
                        : DemoCodes.SHIPPING_AGENTS
                                .get(index % DemoCodes.SHIPPING_AGENTS.size())
                                .code(),
                index % 7 == 6
                        ? ""
                        : salespeople.get(index % salespeople.size()).code(),
                BigDecimal.valueOf((index * 37L) % 50 * 1000),
                blocked);
    }

    private static List<Person> persons(List<Customer> customers, List<Account> accounts) {
        List<Person> persons = new ArrayList<>();
        for (Customer customer : customers) {
            String domain = customer.email().substring(customer.email().indexOf('@') + 1);
            for (int i = 0; i < 2; i++) {
                persons.add(person(customer.number(), domain, persons.size()));
            }
        }
        for (Account account : accounts) {
            if (!account.alsoCustomer()) {
                persons.add(person(account.name(), mailName(account.name()) + ".example", persons.size()));
            }
        }
        return List.copyOf(persons);
    }

    private static Person person(String owner, String domain, int index) {
        String first = DemoCodes.FIRST_NAMES.get(index % DemoCodes.FIRST_NAMES.size());
        String last = DemoCodes.LAST_NAMES.get(
                (index * 7 + index / DemoCodes.LAST_NAMES.size()) % DemoCodes.LAST_NAMES.size());
        return new Person(owner, first, last, phone(first + last), mailName(first + " " + last) + "@" + domain);
    }

    /** An id that is always the same for the same thing. */
    public static UUID id(String kind, String key) {
        return UUID.nameUUIDFromBytes((kind + ":" + key).getBytes(StandardCharsets.UTF_8));
    }

    static String phone(String of) {
        int number = Math.floorMod(of.hashCode(), 9_000_000) + 1_000_000;
        return "+49 30 " + number / 1000 + " " + String.format(Locale.ROOT, "%03d", number % 1000);
    }

    /** A text as part of an e-mail address: letters without marks, dots for gaps, at most 30 characters. */
    static String mailName(String text) {
        String plain = java.text.Normalizer.normalize(
                        text.replace("ß", "ss").replace("ø", "o").replace("æ", "ae"), java.text.Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", ".")
                .replaceAll("^\\.|\\.$", "");
        return plain.substring(0, Math.min(30, plain.length())).replaceAll("\\.$", "");
    }

    /** The lines of a file of this package, cut at their bars; comments left out. */
    static List<String[]> lines(String resource) {
        try (InputStream in = DemoCompany.class.getResourceAsStream(resource)) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\\|", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
