/// <summary>Detailed customer ledger entries: their numbers tell what has been paid since.</summary>
page 50126 "Koppel Det. Cust. Ledg. Entries"
{
    PageType = API;
    Caption = 'Koppel Det. Cust. Ledg. Entries';
    APIPublisher = 'koppel';
    APIGroup = 'sync';
    APIVersion = 'v1.0';
    EntityName = 'detailedCustomerLedgerEntry';
    EntitySetName = 'detailedCustomerLedgerEntries';
    SourceTable = "Detailed Cust. Ledg. Entry";
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
                field(entryNumber; Rec."Entry No.")
                {
                    Caption = 'Entry Number';
                    Editable = false;
                }
                field(customerLedgerEntryNumber; Rec."Cust. Ledger Entry No.")
                {
                    Caption = 'Customer Ledger Entry Number';
                    Editable = false;
                }
                field(entryType; Rec."Entry Type")
                {
                    Caption = 'Entry Type';
                    Editable = false;
                }
                field(documentType; Rec."Document Type")
                {
                    Caption = 'Document Type';
                    Editable = false;
                }
                field(documentNumber; Rec."Document No.")
                {
                    Caption = 'Document Number';
                    Editable = false;
                }
                field(customerId; CustomerId)
                {
                    Caption = 'Customer Id';
                    Editable = false;
                }
                field(customerNumber; Rec."Customer No.")
                {
                    Caption = 'Customer Number';
                    Editable = false;
                }
                field(invoiceId; InvoiceId)
                {
                    Caption = 'Invoice Id';
                    Editable = false;
                }
                field(postingDate; Rec."Posting Date")
                {
                    Caption = 'Posting Date';
                    Editable = false;
                }
                field(amount; Rec.Amount)
                {
                    Caption = 'Amount';
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
        References.Forget();
        ShowIds();
    end;

    var
        CustLedgerEntry: Record "Cust. Ledger Entry";
        References: Codeunit "Koppel References";
        CustomerId: Guid;
        InvoiceId: Guid;

    local procedure ShowIds()
    begin
        CustomerId := References.IdOf(Database::Customer, Rec."Customer No.");
        Clear(InvoiceId);
        if CustLedgerEntry.Get(Rec."Cust. Ledger Entry No.") then
            if CustLedgerEntry."Document Type" = CustLedgerEntry."Document Type"::Invoice then
                InvoiceId := References.IdOf(Database::"Sales Invoice Header", CustLedgerEntry."Document No.");
    end;
}
