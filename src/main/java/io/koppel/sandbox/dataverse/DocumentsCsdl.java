package io.koppel.sandbox.dataverse;

import java.util.List;

/** The actions of quotes, orders and invoices as `$metadata` declares them (dataverse-web-api.md §11.1, §11.2). */
final class DocumentsCsdl {
    private static final List<String> UNBOUND = List.of(
            "WinQuote",
            "CloseQuote",
            "ReviseQuote",
            "ConvertQuoteToSalesOrder",
            "ConvertSalesOrderToInvoice",
            "CancelSalesOrder",
            "UnlockSalesOrderPricing",
            "UnlockInvoicePricing",
            "GenerateQuoteFromOpportunity",
            "GenerateSalesOrderFromOpportunity",
            "GenerateInvoiceFromOpportunity");

    static final String OPERATIONS =
            """
            <ComplexType Name="ColumnSet">
              <Property Name="AllColumns" Type="Edm.Boolean" Nullable="false"/>
              <Property Name="Columns" Type="Collection(Edm.String)"/>
            </ComplexType>
            <EntityType Name="quoteclose" BaseType="mscrm.crmbaseentity">
              <Key><PropertyRef Name="activityid"/></Key>
              <Property Name="activityid" Type="Edm.Guid"/>
              <Property Name="subject" Type="Edm.String" Unicode="false"/>
              <NavigationProperty Name="quoteid" Type="mscrm.quote" Nullable="false"/>
            </EntityType>
            <EntityType Name="orderclose" BaseType="mscrm.crmbaseentity">
              <Key><PropertyRef Name="activityid"/></Key>
              <Property Name="activityid" Type="Edm.Guid"/>
              <Property Name="subject" Type="Edm.String" Unicode="false"/>
              <NavigationProperty Name="salesorderid" Type="mscrm.salesorder" Nullable="false"/>
            </EntityType>
            <Action Name="WinQuote">
              <Parameter Name="QuoteClose" Type="mscrm.quoteclose" Nullable="false"/>
              <Parameter Name="Status" Type="Edm.Int32" Nullable="false"/>
            </Action>
            <Action Name="CloseQuote">
              <Parameter Name="QuoteClose" Type="mscrm.quoteclose" Nullable="false"/>
              <Parameter Name="Status" Type="Edm.Int32" Nullable="false"/>
            </Action>
            <Action Name="ReviseQuote">
              <Parameter Name="QuoteId" Type="Edm.Guid" Nullable="false"/>
              <Parameter Name="ColumnSet" Type="mscrm.ColumnSet"/>
              <ReturnType Type="mscrm.quote" Nullable="false"/>
            </Action>
            <Action Name="ConvertQuoteToSalesOrder">
              <Parameter Name="QuoteId" Type="Edm.Guid" Nullable="false"/>
              <Parameter Name="ColumnSet" Type="mscrm.ColumnSet"/>
              <ReturnType Type="mscrm.salesorder" Nullable="false"/>
            </Action>
            <Action Name="ConvertSalesOrderToInvoice">
              <Parameter Name="SalesOrderId" Type="Edm.Guid" Nullable="false"/>
              <Parameter Name="ColumnSet" Type="mscrm.ColumnSet"/>
              <ReturnType Type="mscrm.invoice" Nullable="false"/>
            </Action>
            <Action Name="FulfillSalesOrder" IsBound="true">
              <Parameter Name="entityset" Type="Collection(mscrm.salesorder)" Nullable="false"/>
              <Parameter Name="OrderClose" Type="mscrm.orderclose" Nullable="false"/>
              <Parameter Name="Status" Type="Edm.Int32" Nullable="false"/>
            </Action>
            <Action Name="CancelSalesOrder">
              <Parameter Name="OrderClose" Type="mscrm.crmbaseentity" Nullable="false"/>
              <Parameter Name="Status" Type="Edm.Int32" Nullable="false"/>
            </Action>
            <Action Name="LockSalesOrderPricing" IsBound="true">
              <Parameter Name="entity" Type="mscrm.salesorder" Nullable="false"/>
            </Action>
            <Action Name="UnlockSalesOrderPricing">
              <Parameter Name="SalesOrderId" Type="Edm.Guid" Nullable="false"/>
            </Action>
            <Action Name="LockInvoicePricing" IsBound="true">
              <Parameter Name="entity" Type="mscrm.invoice" Nullable="false"/>
            </Action>
            <Action Name="UnlockInvoicePricing">
              <Parameter Name="InvoiceId" Type="Edm.Guid" Nullable="false"/>
            </Action>
            <Action Name="GenerateQuoteFromOpportunity">
              <Parameter Name="OpportunityId" Type="Edm.Guid" Nullable="false"/>
              <Parameter Name="ColumnSet" Type="mscrm.ColumnSet"/>
              <ReturnType Type="mscrm.crmbaseentity" Nullable="false"/>
            </Action>
            <Action Name="GenerateSalesOrderFromOpportunity">
              <Parameter Name="OpportunityId" Type="Edm.Guid" Nullable="false"/>
              <Parameter Name="ColumnSet" Type="mscrm.ColumnSet"/>
              <ReturnType Type="mscrm.crmbaseentity" Nullable="false"/>
            </Action>
            <Action Name="GenerateInvoiceFromOpportunity">
              <Parameter Name="OpportunityId" Type="Edm.Guid" Nullable="false"/>
              <Parameter Name="ColumnSet" Type="mscrm.ColumnSet"/>
              <ReturnType Type="mscrm.crmbaseentity" Nullable="false"/>
            </Action>
            """;

    private DocumentsCsdl() {}

    static String imports() {
        StringBuilder text = new StringBuilder();
        for (String name : UNBOUND) {
            text.append("  <ActionImport Name=\"")
                    .append(name)
                    .append("\" Action=\"Microsoft.Dynamics.CRM.")
                    .append(name)
                    .append("\"/>\n");
        }
        return text.toString();
    }
}
