/// <summary>Archived versions of sales quotes.</summary>
page 50136 "Koppel Archived Sales Quotes"
{
    PageType = API;
    Caption = 'Koppel Archived Sales Quotes';
    APIPublisher = 'koppel';
    APIGroup = 'sync';
    APIVersion = 'v1.0';
    EntityName = 'archivedSalesQuote';
    EntitySetName = 'archivedSalesQuotes';
    SourceTable = "Sales Header Archive";
    SourceTableView = where("Document Type" = const(Quote));
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
                field(occurrenceNumber; Rec."Doc. No. Occurrence")
                {
                    Caption = 'Occurrence Number';
                    Editable = false;
                }
                field(version; Rec."Version No.")
                {
                    Caption = 'Version';
                    Editable = false;
                }
                field(status; Rec.Status)
                {
                    Caption = 'Status';
                    Editable = false;
                }
                field(dateArchived; Rec."Date Archived")
                {
                    Caption = 'Date Archived';
                    Editable = false;
                }
                field(archivedBy; Rec."Archived By")
                {
                    Caption = 'Archived By';
                    Editable = false;
                }
                field(invoiced; Rec.Invoice)
                {
                    Caption = 'Invoiced';
                    Editable = false;
                }
                field(externalDocumentNumber; Rec."External Document No.")
                {
                    Caption = 'External Document Number';
                    Editable = false;
                }
                field(yourReference; Rec."Your Reference")
                {
                    Caption = 'Your Reference';
                    Editable = false;
                }
                field(dataverseId; Rec."Koppel Dataverse Id")
                {
                    Caption = 'Dataverse Id';
                    Editable = false;
                }
                field(customerId; CustomerId)
                {
                    Caption = 'Customer Id';
                    Editable = false;
                }
                field(customerNumber; Rec."Sell-to Customer No.")
                {
                    Caption = 'Customer Number';
                    Editable = false;
                }
                field(customerName; Rec."Sell-to Customer Name")
                {
                    Caption = 'Customer Name';
                    Editable = false;
                }
                field(documentDate; Rec."Document Date")
                {
                    Caption = 'Document Date';
                    Editable = false;
                }
                field(orderDate; Rec."Order Date")
                {
                    Caption = 'Order Date';
                    Editable = false;
                }
                field(shipmentDate; Rec."Shipment Date")
                {
                    Caption = 'Shipment Date';
                    Editable = false;
                }
                field(requestedDeliveryDate; Rec."Requested Delivery Date")
                {
                    Caption = 'Requested Delivery Date';
                    Editable = false;
                }
                field(validUntilDate; Rec."Quote Valid Until Date")
                {
                    Caption = 'Valid Until Date';
                    Editable = false;
                }
                field(shipToName; Rec."Ship-to Name")
                {
                    Caption = 'Ship To Name';
                    Editable = false;
                }
                field(shipToAddressLine1; Rec."Ship-to Address")
                {
                    Caption = 'Ship To Address Line 1';
                    Editable = false;
                }
                field(shipToAddressLine2; Rec."Ship-to Address 2")
                {
                    Caption = 'Ship To Address Line 2';
                    Editable = false;
                }
                field(shipToPostCode; Rec."Ship-to Post Code")
                {
                    Caption = 'Ship To Post Code';
                    Editable = false;
                }
                field(shipToCity; Rec."Ship-to City")
                {
                    Caption = 'Ship To City';
                    Editable = false;
                }
                field(shipToState; Rec."Ship-to County")
                {
                    Caption = 'Ship To State';
                    Editable = false;
                }
                field(shipToCountry; Rec."Ship-to Country/Region Code")
                {
                    Caption = 'Ship To Country';
                    Editable = false;
                }
                field(billToName; Rec."Bill-to Name")
                {
                    Caption = 'Bill To Name';
                    Editable = false;
                }
                field(billToAddressLine1; Rec."Bill-to Address")
                {
                    Caption = 'Bill To Address Line 1';
                    Editable = false;
                }
                field(billToAddressLine2; Rec."Bill-to Address 2")
                {
                    Caption = 'Bill To Address Line 2';
                    Editable = false;
                }
                field(billToPostCode; Rec."Bill-to Post Code")
                {
                    Caption = 'Bill To Post Code';
                    Editable = false;
                }
                field(billToCity; Rec."Bill-to City")
                {
                    Caption = 'Bill To City';
                    Editable = false;
                }
                field(billToState; Rec."Bill-to County")
                {
                    Caption = 'Bill To State';
                    Editable = false;
                }
                field(billToCountry; Rec."Bill-to Country/Region Code")
                {
                    Caption = 'Bill To Country';
                    Editable = false;
                }
                field(currencyId; CurrencyId)
                {
                    Caption = 'Currency Id';
                    Editable = false;
                }
                field(currencyCode; Rec."Currency Code")
                {
                    Caption = 'Currency Code';
                    Editable = false;
                }
                field(paymentDiscountPercent; Rec."Payment Discount %")
                {
                    Caption = 'Payment Discount Percent';
                    Editable = false;
                }
                field(workDescription; WorkDescription)
                {
                    Caption = 'Work Description';
                    Editable = false;
                }
                field(discountAmount; DiscountAmount)
                {
                    Caption = 'Discount Amount';
                    Editable = false;
                }
                field(totalAmountExcludingTax; Rec.Amount)
                {
                    Caption = 'Total Amount Excluding Tax';
                    Editable = false;
                }
                field(totalTaxAmount; TotalTaxAmount)
                {
                    Caption = 'Total Tax Amount';
                    Editable = false;
                }
                field(totalAmountIncludingTax; Rec."Amount Including VAT")
                {
                    Caption = 'Total Amount Including Tax';
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
                part(archivedSalesQuoteLines; "Koppel Archived Quote Lines")
                {
                    Caption = 'Lines';
                    EntityName = 'archivedSalesQuoteLine';
                    EntitySetName = 'archivedSalesQuoteLines';
                    SubPageLink = "Document Type" = field("Document Type"), "Document No." = field("No."), "Doc. No. Occurrence" = field("Doc. No. Occurrence"), "Version No." = field("Version No.");
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
        References: Codeunit "Koppel References";
        Documents: Codeunit "Koppel Documents";
        CustomerId: Guid;
        CurrencyId: Guid;
        WorkDescription: Text;
        DiscountAmount: Decimal;
        TotalTaxAmount: Decimal;

    local procedure ShowIds()
    begin
        Rec.CalcFields(Amount, "Amount Including VAT");
        CustomerId := References.IdOf(Database::Customer, Rec."Sell-to Customer No.");
        CurrencyId := References.IdOf(Database::Currency, Rec."Currency Code");
        WorkDescription := Rec.GetWorkDescription();
        DiscountAmount := Documents.InvoiceDiscountOf(Rec);
        TotalTaxAmount := Rec."Amount Including VAT" - Rec.Amount;
    end;
}
