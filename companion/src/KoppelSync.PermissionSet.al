/// <summary>What the pages read and write themselves. The triggers behind them touch more, see README.md.</summary>
permissionset 50100 "Koppel Sync"
{
    Assignable = true;
    Caption = 'Koppel Sync';

    Permissions =
        tabledata Contact = RIM,
        tabledata "Contact Business Relation" = RIM,
        tabledata Currency = RIM,
        tabledata "Currency Exchange Rate" = RIM,
        tabledata Customer = RIM,
        tabledata "General Ledger Setup" = R,
        tabledata "Payment Terms" = RIM,
        tabledata "Salesperson/Purchaser" = RIM,
        tabledata "Shipment Method" = RIM,
        tabledata "Shipping Agent" = RIM,
        tabledata Vendor = R,
        page "Koppel Contacts" = X,
        page "Koppel Currencies" = X,
        page "Koppel Customers" = X,
        page "Koppel Exchange Rates" = X,
        page "Koppel General Ledger Setup" = X,
        page "Koppel Payment Terms" = X,
        page "Koppel Salespeople" = X,
        page "Koppel Shipment Methods" = X,
        page "Koppel Shipping Agents" = X,
        codeunit "Koppel Company Contacts" = X,
        codeunit "Koppel References" = X;
}
