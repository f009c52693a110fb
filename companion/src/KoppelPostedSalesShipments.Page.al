/// <summary>Posted sales shipments.</summary>
page 50132 "Koppel Posted Sales Shipments"
{
    PageType = API;
    Caption = 'Koppel Posted Sales Shipments';
    APIPublisher = 'koppel';
    APIGroup = 'sync';
    APIVersion = 'v1.0';
    EntityName = 'postedSalesShipment';
    EntitySetName = 'postedSalesShipments';
    SourceTable = "Sales Shipment Header";
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
                field(orderNumber; Rec."Order No.")
                {
                    Caption = 'Order Number';
                    Editable = false;
                }
                field(quoteNumber; Rec."Quote No.")
                {
                    Caption = 'Quote Number';
                    Editable = false;
                }
                field(yourReference; Rec."Your Reference")
                {
                    Caption = 'Your Reference';
                    Editable = false;
                }
                field(externalDocumentNumber; Rec."External Document No.")
                {
                    Caption = 'External Document Number';
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
                field(postingDate; Rec."Posting Date")
                {
                    Caption = 'Posting Date';
                    Editable = false;
                }
                field(shipmentDate; Rec."Shipment Date")
                {
                    Caption = 'Shipment Date';
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
                field(shippingAgentId; ShippingAgentId)
                {
                    Caption = 'Shipping Agent Id';
                    Editable = false;
                }
                field(shippingAgentCode; Rec."Shipping Agent Code")
                {
                    Caption = 'Shipping Agent Code';
                    Editable = false;
                }
                field(packageTrackingNumber; Rec."Package Tracking No.")
                {
                    Caption = 'Package Tracking Number';
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
                part(postedSalesShipmentLines; "Koppel Posted Sales Ship. Lines")
                {
                    Caption = 'Lines';
                    EntityName = 'postedSalesShipmentLine';
                    EntitySetName = 'postedSalesShipmentLines';
                    SubPageLink = "Document No." = field("No.");
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
        ShippingAgentId: Guid;

    [ServiceEnabled]
    procedure AddToInvoice(var ActionContext: WebServiceActionContext; invoiceId: Guid)
    begin
        Documents.AddToInvoice(Rec, invoiceId);
        Documents.Answer(ActionContext, Page::"Koppel Posted Sales Shipments", Rec.SystemId);
    end;

    local procedure ShowIds()
    begin
        CustomerId := References.IdOf(Database::Customer, Rec."Sell-to Customer No.");
        ShippingAgentId := References.IdOf(Database::"Shipping Agent", Rec."Shipping Agent Code");
    end;
}
