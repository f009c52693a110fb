/// <summary>The figures that Business Central works out for a customer, in the local currency.</summary>
page 50140 "Koppel Customer Statistics"
{
    PageType = API;
    Caption = 'Koppel Customer Statistics';
    APIPublisher = 'koppel';
    APIGroup = 'sync';
    APIVersion = 'v1.0';
    EntityName = 'customerStatistic';
    EntitySetName = 'customerStatistics';
    SourceTable = Customer;
    ODataKeyFields = SystemId;
    DelayedInsert = true;
    Extensible = false;
    Editable = false;
    InsertAllowed = false;
    ModifyAllowed = false;
    DeleteAllowed = false;

    layout
    {
        area(Content)
        {
            repeater(records)
            {
                field(systemId; Rec.SystemId)
                {
                    Caption = 'System Id';
                    Editable = false;
                }
                field(number; Rec."No.")
                {
                    Caption = 'Number';
                    Editable = false;
                }
                field(displayName; Rec.Name)
                {
                    Caption = 'Display Name';
                    Editable = false;
                }
                field(currencyCode; CurrencyCode)
                {
                    Caption = 'Currency Code';
                    Editable = false;
                }
                field(balance; Rec."Balance (LCY)")
                {
                    Caption = 'Balance';
                    Editable = false;
                }
                field(outstandingOrders; Rec."Outstanding Orders (LCY)")
                {
                    Caption = 'Outstanding Orders';
                    Editable = false;
                }
                field(shippedNotInvoiced; Rec."Shipped Not Invoiced (LCY)")
                {
                    Caption = 'Shipped Not Invoiced';
                    Editable = false;
                }
                field(outstandingInvoices; Rec."Outstanding Invoices (LCY)")
                {
                    Caption = 'Outstanding Invoices';
                    Editable = false;
                }
                field(total; Total)
                {
                    Caption = 'Total';
                    Editable = false;
                }
                field(creditLimit; Rec."Credit Limit (LCY)")
                {
                    Caption = 'Credit Limit';
                    Editable = false;
                }
                field(overdueAmount; OverdueAmount)
                {
                    Caption = 'Overdue Amount';
                    Editable = false;
                }
                field(overdueAsOf; OverdueAsOf)
                {
                    Caption = 'Overdue As Of';
                    Editable = false;
                }
                field(totalSales; Rec."Sales (LCY)")
                {
                    Caption = 'Total Sales';
                    Editable = false;
                }
                field(invoicedPrepaymentAmount; InvoicedPrepaymentAmount)
                {
                    Caption = 'Invoiced Prepayment Amount';
                    Editable = false;
                }
                field(systemCreatedAt; Rec.SystemCreatedAt)
                {
                    Caption = 'System Created At';
                    Editable = false;
                }
                field(systemCreatedBy; Rec.SystemCreatedBy)
                {
                    Caption = 'System Created By';
                    Editable = false;
                }
                field(systemModifiedAt; Rec.SystemModifiedAt)
                {
                    Caption = 'System Modified At';
                    Editable = false;
                }
                field(systemModifiedBy; Rec.SystemModifiedBy)
                {
                    Caption = 'System Modified By';
                    Editable = false;
                }
            }
        }
    }

    trigger OnAfterGetRecord()
    begin
        ShowIds();
    end;

    var
        GeneralLedgerSetup: Record "General Ledger Setup";
        CurrencyCode: Code[10];
        Total: Decimal;
        OverdueAmount: Decimal;
        OverdueAsOf: Date;
        InvoicedPrepaymentAmount: Decimal;

    local procedure ShowIds()
    begin
        Rec.CalcFields("Balance (LCY)", "Outstanding Orders (LCY)", "Shipped Not Invoiced (LCY)", "Outstanding Invoices (LCY)", "Sales (LCY)");
        GeneralLedgerSetup.GetRecordOnce();
        CurrencyCode := GeneralLedgerSetup."LCY Code";
        Total := Rec.GetTotalAmountLCY();
        OverdueAmount := Rec.CalcOverdueBalance();
        OverdueAsOf := WorkDate();
        InvoicedPrepaymentAmount := Rec.GetInvoicedPrepmtAmountLCY();
    end;
}
