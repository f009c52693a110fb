package io.koppel.sync.rules;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What each shipped rule does, in a sentence for integrators: the list that linter and {@code docs/mapping-reference.md} go by. */
public final class RuleReference {
    private RuleReference() {}

    /** Sentences by rule name, in the order of the page. */
    public static Map<String, String> sentences() {
        Map<String, String> rules = new LinkedHashMap<>();
        ownersAndCompanies(rules);
        currencies(rules);
        products(rules);
        prices(rules);
        opportunities(rules);
        invoices(rules);
        orders(rules);
        return Collections.unmodifiableMap(rules);
    }

    private static void ownersAndCompanies(Map<String, String> rules) {
        rules.put(
                "owner",
                "A new row without an owner belongs to the company's owning team. Later writes leave the owner alone.");
        rules.put(
                "company-stamp",
                "`bcbi_companyid` holds this company on every row that is written, and on the row a Business Central record"
                        + " was made from. Write it last.");
        rules.put(
                "contact-eligible", "Contacts whose company is neither a customer nor a vendor are left out silently.");
        rules.put(
                "contact-company",
                "Carries a person's company; an account that is not coupled is synchronized first, as far as its own"
                        + " mapping allows.");
        rules.put("primary-contact", "A company without a primary contact gets the contact that was just created.");
        rules.put("account-inactive", "An inactive row blocks its Business Central record; nothing unblocks it again.");
        rules.put(
                "company-contacts",
                "After a company was created, its contacts are looked at again. A primary contact that is not coupled stays in"
                        + " Business Central.");
        rules.put(
                "default-dimensions",
                "A new customer, vendor or item gets the dimensions that `onCreate` names. Applied by itself where it names some.");
        rules.put(
                "salesperson-code",
                "A new salesperson gets the next free code `SP NO. 00001`; one that is deleted in Business Central is uncoupled, whatever"
                        + " `conflicts.deletion` says.");
        rules.put(
                "team-member",
                "The user of a new salesperson joins the company's owning team, where Koppel may add members.");
    }

    private static void currencies(Map<String, String> rules) {
        rules.put("local-currency", "Marks mappings in which a blank currency is the local one.");
        rules.put(
                "exchange-rate",
                "`exchangerate` from Business Central's rates, precision of a new currency, the ISO code where there is no"
                        + " symbol.");
    }

    private static void products(Map<String, String> rules) {
        rules.put(
                "unit-group-name",
                "A unit of measure's group is called `NAV <code>`; a renamed code renames group and base unit.");
        rules.put(
                "unit-in-group", "A unit stands in the unit group of its item or resource, counted in the base unit.");
        rules.put(
                "unit-along",
                "The unit of a new product is synchronized first, after its unit group, where both of their mappings create"
                        + " records.");
        rules.put(
                "product-unit",
                "Default unit and unit group of a product from the base unit of measure, which must not be empty.");
        rules.put(
                "base-unit",
                "Base unit of measure of an item or resource that is created from a product; with `koppel.units=groups` the"
                        + " unit is made where it is missing, and group and unit are coupled.");
        rules.put("product-currency", "A product's prices are in the local currency.");
        rules.put(
                "product-state",
                "Blocked is retired, and the other way round; a new product becomes active right after it was created.");
        rules.put("not-negative", "`price` and `quantityonhand` below zero become zero.");
        rules.put("vendor-name", "`vendorname` holds the name of the vendor whose number `vendorid` holds.");
        rules.put(
                "write-in-product",
                "The item or resource in the setting `koppel.write-in-product`, else in Business Central's sales set-up, is left"
                        + " out silently, on either side.");
        rules.put(
                "default-price-list",
                "Puts a product's price into the price list `Business Central Default Price List`, one for each unit with"
                        + " `koppel.units=groups`, and that list on the product; makes the list when it is first needed.");
    }

    private static void prices(Map<String, String> rules) {
        rules.put(
                "price-list-currency",
                "The currency of a new price list is that of its prices, which must all have the same; a list that has"
                        + " another currency fails.");
        rules.put("price-list-description", "A new price list gets the description of its price group.");
        rules.put("price-list-state", "A new price list is inactive unless its status is Active.");
        rules.put(
                "updating-defaults",
                "Where the sales set-up names a default price list, only price lists that allow updating defaults are taken,"
                        + " else only those that do not; others are left out silently.");
        rules.put(
                "price-list-lines",
                "A price list goes with its prices: all their items, resources and units must be there, and after the list"
                        + " its prices are synchronized.");
        rules.put(
                "price-item",
                "A price's unit in the product's unit group; a new price takes the currency of its price list.");
        rules.put(
                "price-in-force",
                "Prices that have not begun or have ended by the day of Business Central are left out silently.");
    }

    private static void opportunities(Map<String, String> rules) {
        rules.put(
                "opportunity-eligible",
                "Without a row for the owner (team model) only opportunities go to Dataverse whose contact is a person of a"
                        + " customer or vendor; others are left out silently.");
        rules.put("opportunity-estimate", "Dataverse keeps the estimate that is sent, instead of reckoning its own.");
    }

    private static void invoices(Map<String, String> rules) {
        rules.put(
                "invoice-order",
                "A new invoice whose order came from Sales takes name, opportunity, price list, customer and owner from there;"
                        + " it fails if the customer was changed since.");
        rules.put(
                "invoice-customer",
                "A new invoice belongs to the account of its sell-to customer, who is synchronized first if need be.");
        rules.put(
                "invoice-header",
                "The number is the name; the shipment method stands in for a missing description. An invoice without lines"
                        + " fails.");
        rules.put(
                "invoice-price-list",
                "A new invoice has the price list \"Price List in\" its currency, which is made if there is none, with a price"
                        + " for each of its products.");
        rules.put(
                "invoice-figures",
                "Totals of a new invoice where Dataverse keeps the caller's figures; a line \"Rounding\" where prices include"
                        + " tax and the lines do not add up.");
        rules.put(
                "invoice-state",
                "The state follows the payment: billed, partly or completely paid, canceled. A closed invoice takes no other"
                        + " change.");
        rules.put(
                "invoice-line-product",
                "A line names the product coupled to its item or resource and its unit; other lines are written in as text."
                        + " Blocked items, and those that would have to be coupled, fail the invoice.");
        rules.put("invoice-line-figures", "Price without tax, tax, and what a line takes over from its header.");
    }

    private static void orders(Map<String, String> rules) {
        rules.put(
                "order-figures",
                "Totals of an order are sent where Dataverse keeps the caller's figures, and left out where it reckons its"
                        + " own.");
        rules.put(
                "order-state",
                "An order is opened, changed and submitted again, or shown as invoiced; one that is canceled is left alone.");
        rules.put(
                "order-ended",
                "An order that Business Central has no more is left alone on both sides. Switches Archive Orders on there, from"
                        + " which the job ARCHIVED-ORDERS learns how it ended.");
        rules.put(
                "order-from-sales",
                "An order of Sales reopens the one of Business Central for the change and releases it after it, unless a"
                        + " prepayment is due; freight becomes a line, discounts the invoice discount, its quote is archived. New"
                        + " lines are reserved, and a new order goes back with its number.");
        rules.put(
                "order-to-sales",
                "An order of Business Central opens the one of Sales for the change and submits it after it, or fulfills it once"
                        + " it is completely shipped; one that is canceled is left alone.");
        rules.put(
                "order-price-list",
                "A new order in Sales has the price list of its currency, with extended prices one of its own; products that"
                        + " have no price there get the product's.");
        rules.put(
                "order-line-from-sales",
                "Type, number and unit of a line from its product, or the write-in product of the sales set-up; a line's"
                        + " discount includes what the volume makes off.");
        rules.put(
                "order-line-to-sales",
                "Lines of items and resources travel, with the coupled product, its unit and the tax; what was written in by hand"
                        + " stays a text.");
    }
}
