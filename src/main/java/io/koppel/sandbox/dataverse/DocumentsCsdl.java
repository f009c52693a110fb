package io.koppel.sandbox.dataverse;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The actions of quotes, orders, invoices and cases as `$metadata` declares them (dataverse-web-api.md §11.1, §11.2). */
final class DocumentsCsdl {
    private static final String STATUS = parameter("Status", "Edm.Int32", true);
    private static final String COLUMNS = parameter("ColumnSet", "mscrm.ColumnSet", false);
    private static final String ANY = "mscrm.crmbaseentity";

    /** What is written in the place of the record that an action ends: activity, its lookup, and the lookup's table. */
    private static final List<List<String>> ACTIVITIES = List.of(
            List.of("incidentresolution", "incidentid", "incident"),
            List.of("quoteclose", "quoteid", "quote"),
            List.of("orderclose", "salesorderid", "salesorder"));

    /** Actions bound to nothing, by name, with their parameters and what they answer. */
    private static final Map<String, String> UNBOUND = unbound();

    /** Everything but the imports. */
    static final String OPERATIONS = operations();

    private DocumentsCsdl() {}

    private static Map<String, String> unbound() {
        Map<String, String> actions = new LinkedHashMap<>();
        actions.put("CloseIncident", parameter("IncidentResolution", "mscrm.incidentresolution", true) + STATUS);
        actions.put("WinQuote", parameter("QuoteClose", "mscrm.quoteclose", true) + STATUS);
        actions.put("CloseQuote", parameter("QuoteClose", "mscrm.quoteclose", true) + STATUS);
        actions.put("CancelSalesOrder", parameter("OrderClose", ANY, true) + STATUS);
        actions.put("ReviseQuote", id("QuoteId") + COLUMNS + answers("mscrm.quote"));
        actions.put("ConvertQuoteToSalesOrder", id("QuoteId") + COLUMNS + answers("mscrm.salesorder"));
        actions.put("ConvertSalesOrderToInvoice", id("SalesOrderId") + COLUMNS + answers("mscrm.invoice"));
        for (String document : List.of("Quote", "SalesOrder", "Invoice")) {
            actions.put("Generate" + document + "FromOpportunity", id("OpportunityId") + COLUMNS + answers(ANY));
        }
        for (String document : List.of("SalesOrder", "Invoice")) {
            actions.put("Unlock" + document + "Pricing", id(document + "Id"));
        }
        return actions;
    }

    private static String operations() {
        StringBuilder text = new StringBuilder(
                """
                <ComplexType Name="ColumnSet">
                  <Property Name="AllColumns" Type="Edm.Boolean" Nullable="false"/>
                  <Property Name="Columns" Type="Collection(Edm.String)"/>
                </ComplexType>
                """);
        for (List<String> activity : ACTIVITIES) {
            text.append(
                    """
                    <EntityType Name="%s" BaseType="mscrm.crmbaseentity">
                      <Key><PropertyRef Name="activityid"/></Key>
                      <Property Name="activityid" Type="Edm.Guid"/>
                      <Property Name="subject" Type="Edm.String" Unicode="false"/>
                      <NavigationProperty Name="%s" Type="mscrm.%s" Nullable="false"/>
                    </EntityType>
                    """
                            .formatted(activity.get(0), activity.get(1), activity.get(2)));
        }
        UNBOUND.forEach((name, content) -> action(text, name, false, content));
        action(
                text,
                "FulfillSalesOrder",
                true,
                parameter("entityset", "Collection(mscrm.salesorder)", true)
                        + parameter("OrderClose", "mscrm.orderclose", true)
                        + STATUS);
        action(text, "LockSalesOrderPricing", true, parameter("entity", "mscrm.salesorder", true));
        action(text, "LockInvoicePricing", true, parameter("entity", "mscrm.invoice", true));
        return text.toString();
    }

    private static void action(StringBuilder text, String name, boolean bound, String content) {
        text.append("<Action Name=\"").append(name).append(bound ? "\" IsBound=\"true\">\n" : "\">\n");
        text.append(content).append("</Action>\n");
    }

    private static String id(String name) {
        return parameter(name, "Edm.Guid", true);
    }

    private static String parameter(String name, String type, boolean required) {
        return "  <Parameter Name=\"" + name + "\" Type=\"" + type
                + (required ? "\" Nullable=\"false\"/>\n" : "\"/>\n");
    }

    private static String answers(String type) {
        return "  <ReturnType Type=\"" + type + "\" Nullable=\"false\"/>\n";
    }

    static String imports() {
        StringBuilder text = new StringBuilder();
        for (String name : UNBOUND.keySet()) {
            text.append("  <ActionImport Name=\"")
                    .append(name)
                    .append("\" Action=\"Microsoft.Dynamics.CRM.")
                    .append(name)
                    .append("\"/>\n");
        }
        return text.toString();
    }
}
