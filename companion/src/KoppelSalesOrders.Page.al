/// <summary>Sales orders, with the actions that no standard API has.</summary>
page 50128 "Koppel Sales Orders"
{
    PageType = API;
    Caption = 'Koppel Sales Orders';
    APIPublisher = 'koppel';
    APIGroup = 'sync';
    APIVersion = 'v1.0';
    EntityName = 'salesOrder';
    EntitySetName = 'salesOrders';
    SourceTable = "Sales Header";
    SourceTableView = where("Document Type" = const(Order));
    ODataKeyFields = SystemId;
    DelayedInsert = true;
    Extensible = false;

    layout
    {
        area(Content)
        {
            repeater(records)
            {
                field(systemId; Rec.SystemId)
                {
                    Caption = 'System Id';
                }
                field(number; Rec."No.")
                {
                    Caption = 'Number';
                    Editable = false;
                }
                field(status; Rec.Status)
                {
                    Caption = 'Status';
                    Editable = false;
                }
                field(externalDocumentNumber; Rec."External Document No.")
                {
                    Caption = 'External Document Number';
                }
                field(yourReference; Rec."Your Reference")
                {
                    Caption = 'Your Reference';
                }
                field(quoteNumber; Rec."Quote No.")
                {
                    Caption = 'Quote Number';
                }
                field(dataverseId; Rec."Koppel Dataverse Id")
                {
                    Caption = 'Dataverse Id';
                }
                field(documentDate; Rec."Document Date")
                {
                    Caption = 'Document Date';
                }
                field(orderDate; Rec."Order Date")
                {
                    Caption = 'Order Date';
                }
                field(postingDate; Rec."Posting Date")
                {
                    Caption = 'Posting Date';
                }
                field(dueDate; Rec."Due Date")
                {
                    Caption = 'Due Date';
                }
                field(shipmentDate; Rec."Shipment Date")
                {
                    Caption = 'Shipment Date';
                }
                field(requestedDeliveryDate; Rec."Requested Delivery Date")
                {
                    Caption = 'Requested Delivery Date';
                }
                field(customerId; CustomerId)
                {
                    Caption = 'Customer Id';

                    trigger OnValidate()
                    begin
                        Rec.Validate("Sell-to Customer No.", References.CodeOf(Database::Customer, CustomerId));
                    end;
                }
                field(customerNumber; Rec."Sell-to Customer No.")
                {
                    Caption = 'Customer Number';

                    trigger OnValidate()
                    begin
                        References.MustAgree(Database::Customer, Rec."Sell-to Customer No.");
                    end;
                }
                field(customerName; Rec."Sell-to Customer Name")
                {
                    Caption = 'Customer Name';
                }
                field(sellToContactId; SellToContactId)
                {
                    Caption = 'Sell To Contact Id';

                    trigger OnValidate()
                    begin
                        Rec.Validate("Sell-to Contact No.", References.CodeOf(Database::Contact, SellToContactId));
                    end;
                }
                field(sellToContactNumber; Rec."Sell-to Contact No.")
                {
                    Caption = 'Sell To Contact Number';

                    trigger OnValidate()
                    begin
                        References.MustAgree(Database::Contact, Rec."Sell-to Contact No.");
                    end;
                }
                field(sellToAddressLine1; Rec."Sell-to Address")
                {
                    Caption = 'Sell To Address Line 1';
                }
                field(sellToAddressLine2; Rec."Sell-to Address 2")
                {
                    Caption = 'Sell To Address Line 2';
                }
                field(sellToPostCode; Rec."Sell-to Post Code")
                {
                    Caption = 'Sell To Post Code';
                }
                field(sellToCity; Rec."Sell-to City")
                {
                    Caption = 'Sell To City';
                }
                field(sellToState; Rec."Sell-to County")
                {
                    Caption = 'Sell To State';
                }
                field(sellToCountry; Rec."Sell-to Country/Region Code")
                {
                    Caption = 'Sell To Country';
                }
                field(phoneNumber; Rec."Sell-to Phone No.")
                {
                    Caption = 'Phone Number';
                }
                field(email; Rec."Sell-to E-Mail")
                {
                    Caption = 'Email';
                }
                field(billToCustomerId; BillToCustomerId)
                {
                    Caption = 'Bill To Customer Id';

                    trigger OnValidate()
                    begin
                        Rec.Validate("Bill-to Customer No.", References.FindCode(Database::Customer, BillToCustomerId));
                    end;
                }
                field(billToCustomerNumber; Rec."Bill-to Customer No.")
                {
                    Caption = 'Bill To Customer Number';
                }
                field(billToName; Rec."Bill-to Name")
                {
                    Caption = 'Bill To Name';
                }
                field(billToAddressLine1; Rec."Bill-to Address")
                {
                    Caption = 'Bill To Address Line 1';
                }
                field(billToAddressLine2; Rec."Bill-to Address 2")
                {
                    Caption = 'Bill To Address Line 2';
                }
                field(billToPostCode; Rec."Bill-to Post Code")
                {
                    Caption = 'Bill To Post Code';
                }
                field(billToCity; Rec."Bill-to City")
                {
                    Caption = 'Bill To City';
                }
                field(billToState; Rec."Bill-to County")
                {
                    Caption = 'Bill To State';
                }
                field(billToCountry; Rec."Bill-to Country/Region Code")
                {
                    Caption = 'Bill To Country';
                }
                field(shipToName; Rec."Ship-to Name")
                {
                    Caption = 'Ship To Name';
                }
                field(shipToAddressLine1; Rec."Ship-to Address")
                {
                    Caption = 'Ship To Address Line 1';
                }
                field(shipToAddressLine2; Rec."Ship-to Address 2")
                {
                    Caption = 'Ship To Address Line 2';
                }
                field(shipToPostCode; Rec."Ship-to Post Code")
                {
                    Caption = 'Ship To Post Code';
                }
                field(shipToCity; Rec."Ship-to City")
                {
                    Caption = 'Ship To City';
                }
                field(shipToState; Rec."Ship-to County")
                {
                    Caption = 'Ship To State';
                }
                field(shipToCountry; Rec."Ship-to Country/Region Code")
                {
                    Caption = 'Ship To Country';
                }
                field(currencyId; CurrencyId)
                {
                    Caption = 'Currency Id';

                    trigger OnValidate()
                    begin
                        Rec.Validate("Currency Code", References.CodeOf(Database::Currency, CurrencyId));
                    end;
                }
                field(currencyCode; Rec."Currency Code")
                {
                    Caption = 'Currency Code';

                    trigger OnValidate()
                    begin
                        References.MustAgree(Database::Currency, Rec."Currency Code");
                    end;
                }
                field(currencyFactor; Rec."Currency Factor")
                {
                    Caption = 'Currency Factor';
                    Editable = false;
                }
                field(pricesIncludeTax; Rec."Prices Including VAT")
                {
                    Caption = 'Prices Include Tax';
                }
                field(taxBusinessGroup; Rec."VAT Bus. Posting Group")
                {
                    Caption = 'Tax Business Group';
                }
                field(paymentTermsId; PaymentTermsId)
                {
                    Caption = 'Payment Terms Id';

                    trigger OnValidate()
                    begin
                        Rec.Validate("Payment Terms Code", References.CodeOf(Database::"Payment Terms", PaymentTermsId));
                    end;
                }
                field(paymentTermsCode; Rec."Payment Terms Code")
                {
                    Caption = 'Payment Terms Code';

                    trigger OnValidate()
                    begin
                        References.MustAgree(Database::"Payment Terms", Rec."Payment Terms Code");
                    end;
                }
                field(shipmentMethodId; ShipmentMethodId)
                {
                    Caption = 'Shipment Method Id';

                    trigger OnValidate()
                    begin
                        Rec.Validate("Shipment Method Code", References.CodeOf(Database::"Shipment Method", ShipmentMethodId));
                    end;
                }
                field(shipmentMethodCode; Rec."Shipment Method Code")
                {
                    Caption = 'Shipment Method Code';

                    trigger OnValidate()
                    begin
                        References.MustAgree(Database::"Shipment Method", Rec."Shipment Method Code");
                    end;
                }
                field(shippingAgentId; ShippingAgentId)
                {
                    Caption = 'Shipping Agent Id';

                    trigger OnValidate()
                    begin
                        Rec.Validate("Shipping Agent Code", References.CodeOf(Database::"Shipping Agent", ShippingAgentId));
                    end;
                }
                field(shippingAgentCode; Rec."Shipping Agent Code")
                {
                    Caption = 'Shipping Agent Code';

                    trigger OnValidate()
                    begin
                        References.MustAgree(Database::"Shipping Agent", Rec."Shipping Agent Code");
                    end;
                }
                field(salespersonId; SalespersonId)
                {
                    Caption = 'Salesperson Id';

                    trigger OnValidate()
                    begin
                        Rec.Validate("Salesperson Code", References.CodeOf(Database::"Salesperson/Purchaser", SalespersonId));
                    end;
                }
                field(salespersonCode; Rec."Salesperson Code")
                {
                    Caption = 'Salesperson Code';

                    trigger OnValidate()
                    begin
                        References.MustAgree(Database::"Salesperson/Purchaser", Rec."Salesperson Code");
                    end;
                }
                field(paymentDiscountPercent; Rec."Payment Discount %")
                {
                    Caption = 'Payment Discount Percent';
                }
                field(workDescription; WorkDescription)
                {
                    Caption = 'Work Description';

                    trigger OnValidate()
                    begin
                        WorkDescriptionGiven := true;
                    end;
                }
                field(discountAmount; DiscountAmount)
                {
                    Caption = 'Discount Amount';

                    trigger OnValidate()
                    begin
                        DiscountAmountGiven := true;
                    end;
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
                field(prepaymentPercent; Rec."Prepayment %")
                {
                    Caption = 'Prepayment Percent';
                }
                field(prepaymentDue; PrepaymentDue)
                {
                    Caption = 'Prepayment Due';
                    Editable = false;
                }
                field(completelyShipped; Rec."Completely Shipped")
                {
                    Caption = 'Completely Shipped';
                    Editable = false;
                }
                field(completelyInvoiced; CompletelyInvoiced)
                {
                    Caption = 'Completely Invoiced';
                    Editable = false;
                }
                field(lastShipmentDate; Rec."Last Shipment Date")
                {
                    Caption = 'Last Shipment Date';
                    Editable = false;
                }
                field(occurrenceNumber; Rec."Doc. No. Occurrence")
                {
                    Caption = 'Occurrence Number';
                    Editable = false;
                }
                field(archivedVersions; Rec."No. of Archived Versions")
                {
                    Caption = 'Archived Versions';
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
                part(salesOrderLines; "Koppel Sales Order Lines")
                {
                    Caption = 'Lines';
                    EntityName = 'salesOrderLine';
                    EntitySetName = 'salesOrderLines';
                    SubPageLink = "Document Type" = field("Document Type"), "Document No." = field("No.");
                }
            }
        }
    }

    trigger OnAfterGetRecord()
    begin
        References.Forget();
        ShowIds();
    end;

    trigger OnNewRecord(BelowxRec: Boolean)
    begin
        Rec."Document Type" := Rec."Document Type"::Order;
        References.Forget();
        ShowIds();
    end;

    trigger OnInsertRecord(BelowxRec: Boolean): Boolean
    begin
        // A chosen id is kept, so that a caller who lost the answer finds its record again.
        Rec.Insert(true, not IsNullGuid(Rec.SystemId));
        TakeRest();
        ShowIds();
        exit(false);
    end;

    trigger OnModifyRecord(): Boolean
    begin
        Rec.Modify(true);
        TakeRest();
        ShowIds();
        exit(false);
    end;

    var
        References: Codeunit "Koppel References";
        Documents: Codeunit "Koppel Documents";
        Notes: Codeunit "Koppel Notes";
        PrepaymentMgt: Codeunit "Prepayment Mgt.";
        CustomerId: Guid;
        SellToContactId: Guid;
        BillToCustomerId: Guid;
        CurrencyId: Guid;
        PaymentTermsId: Guid;
        ShipmentMethodId: Guid;
        ShippingAgentId: Guid;
        SalespersonId: Guid;
        WorkDescription: Text;
        WorkDescriptionGiven: Boolean;
        DiscountAmount: Decimal;
        DiscountAmountGiven: Boolean;
        TotalTaxAmount: Decimal;
        PrepaymentDue: Boolean;
        CompletelyInvoiced: Boolean;

    [ServiceEnabled]
    procedure Release(var ActionContext: WebServiceActionContext)
    begin
        Documents.Release(Rec);
        Documents.Answer(ActionContext, Page::"Koppel Sales Orders", Rec.SystemId);
    end;

    [ServiceEnabled]
    procedure Reopen(var ActionContext: WebServiceActionContext)
    begin
        Documents.Reopen(Rec);
        Documents.Answer(ActionContext, Page::"Koppel Sales Orders", Rec.SystemId);
    end;

    /// <summary>Releases the order unless a prepayment of it is due: then it stays as it is.</summary>
    [ServiceEnabled]
    procedure ReleaseUnlessPrepaymentDue(var ActionContext: WebServiceActionContext)
    begin
        if not PrepaymentMgt.TestSalesPrepayment(Rec) then
            Documents.Release(Rec);
        Documents.Answer(ActionContext, Page::"Koppel Sales Orders", Rec.SystemId);
    end;

    [ServiceEnabled]
    procedure Ship(var ActionContext: WebServiceActionContext)
    begin
        Documents.Post(Rec, true, false);
        Documents.Answer(ActionContext, Page::"Koppel Sales Orders", Rec.SystemId);
    end;

    [ServiceEnabled]
    procedure Invoice(var ActionContext: WebServiceActionContext)
    begin
        Documents.Post(Rec, false, true);
        Documents.Answer(ActionContext, Page::"Koppel Sales Orders", Rec.SystemId);
    end;

    [ServiceEnabled]
    procedure ShipAndInvoice(var ActionContext: WebServiceActionContext)
    begin
        Documents.Post(Rec, true, true);
        Documents.Answer(ActionContext, Page::"Koppel Sales Orders", Rec.SystemId);
    end;

    [ServiceEnabled]
    procedure Archive(var ActionContext: WebServiceActionContext)
    begin
        Documents.Archive(Rec);
        Documents.Answer(ActionContext, Page::"Koppel Sales Orders", Rec.SystemId);
    end;

    [ServiceEnabled]
    procedure AddNote(var ActionContext: WebServiceActionContext; description: Text[250]; text: Text)
    begin
        Documents.Answer(ActionContext, Page::"Koppel Record Notes", Notes.Add(Rec.RecordId(), description, text));
    end;

    [ServiceEnabled]
    procedure DeleteNotes(var ActionContext: WebServiceActionContext)
    begin
        Notes.DeleteOf(Rec.RecordId());
        Documents.Answer(ActionContext, Page::"Koppel Sales Orders", Rec.SystemId);
    end;

    local procedure ShowIds()
    begin
        Rec.CalcFields("Invoice Discount Amount", Amount, "Amount Including VAT", "Completely Shipped", "Last Shipment Date", "No. of Archived Versions");
        CustomerId := References.IdOf(Database::Customer, Rec."Sell-to Customer No.");
        SellToContactId := References.IdOf(Database::Contact, Rec."Sell-to Contact No.");
        BillToCustomerId := References.IdOf(Database::Customer, Rec."Bill-to Customer No.");
        CurrencyId := References.IdOf(Database::Currency, Rec."Currency Code");
        PaymentTermsId := References.IdOf(Database::"Payment Terms", Rec."Payment Terms Code");
        ShipmentMethodId := References.IdOf(Database::"Shipment Method", Rec."Shipment Method Code");
        ShippingAgentId := References.IdOf(Database::"Shipping Agent", Rec."Shipping Agent Code");
        SalespersonId := References.IdOf(Database::"Salesperson/Purchaser", Rec."Salesperson Code");
        WorkDescription := Rec.GetWorkDescription();
        DiscountAmount := Rec."Invoice Discount Amount";
        TotalTaxAmount := Rec."Amount Including VAT" - Rec.Amount;
        PrepaymentDue := PrepaymentMgt.TestSalesPrepayment(Rec);
        CompletelyInvoiced := Documents.IsCompletelyInvoiced(Rec);
    end;

    /// <summary>What can only be written once the header is stored.</summary>
    local procedure TakeRest()
    begin
        if WorkDescriptionGiven then
            Rec.SetWorkDescription(WorkDescription);
        WorkDescriptionGiven := false;
        if DiscountAmountGiven then
            Documents.ApplyInvoiceDiscount(Rec, DiscountAmount);
        DiscountAmountGiven := false;
    end;
}
