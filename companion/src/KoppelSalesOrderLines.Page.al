/// <summary>The lines of sales orders.</summary>
page 50129 "Koppel Sales Order Lines"
{
    PageType = API;
    Caption = 'Koppel Sales Order Lines';
    APIPublisher = 'koppel';
    APIGroup = 'sync';
    APIVersion = 'v1.0';
    EntityName = 'salesOrderLine';
    EntitySetName = 'salesOrderLines';
    SourceTable = "Sales Line";
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
                field(orderId; OrderId)
                {
                    Caption = 'Order Id';

                    trigger OnValidate()
                    begin
                        Rec."Document No." := Documents.NumberOf(OrderId);
                    end;
                }
                field(documentNumber; Rec."Document No.")
                {
                    Caption = 'Document Number';
                }
                field(lineNumber; Rec."Line No.")
                {
                    Caption = 'Line Number';
                }
                field(attachedToLineNumber; Rec."Attached to Line No.")
                {
                    Caption = 'Attached To Line Number';
                }
                field(type; Rec.Type)
                {
                    Caption = 'Type';
                }
                field(number; Rec."No.")
                {
                    Caption = 'Number';
                }
                field(itemId; ItemId)
                {
                    Caption = 'Item Id';

                    trigger OnValidate()
                    begin
                        Rec.Validate(Type, Rec.Type::Item);
                        Rec.Validate("No.", References.CodeOf(Database::Item, ItemId));
                    end;
                }
                field(resourceId; ResourceId)
                {
                    Caption = 'Resource Id';

                    trigger OnValidate()
                    begin
                        Rec.Validate(Type, Rec.Type::Resource);
                        Rec.Validate("No.", References.CodeOf(Database::Resource, ResourceId));
                    end;
                }
                field(description; Rec.Description)
                {
                    Caption = 'Description';
                }
                field(description2; Rec."Description 2")
                {
                    Caption = 'Description 2';
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
                field(billToCustomerId; BillToCustomerId)
                {
                    Caption = 'Bill To Customer Id';
                    Editable = false;
                }
                field(billToCustomerNumber; Rec."Bill-to Customer No.")
                {
                    Caption = 'Bill To Customer Number';
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
                field(unitOfMeasureId; UnitOfMeasureId)
                {
                    Caption = 'Unit Of Measure Id';

                    trigger OnValidate()
                    begin
                        Rec.Validate("Unit of Measure Code", References.CodeOf(Database::"Unit of Measure", UnitOfMeasureId));
                    end;
                }
                field(unitOfMeasureCode; Rec."Unit of Measure Code")
                {
                    Caption = 'Unit Of Measure Code';

                    trigger OnValidate()
                    begin
                        References.MustAgree(Database::"Unit of Measure", Rec."Unit of Measure Code");
                    end;
                }
                field(priceUnitOfMeasureCode; PriceUnitOfMeasureCode)
                {
                    Caption = 'Price Unit Of Measure Code';
                    Editable = false;
                }
                field(priceUnitOfMeasureId; PriceUnitOfMeasureId)
                {
                    Caption = 'Price Unit Of Measure Id';
                    Editable = false;
                }
                field(assetUnitOfMeasureId; AssetUnitOfMeasureId)
                {
                    Caption = 'Asset Unit Of Measure Id';
                    Editable = false;
                }
                field(quantity; Rec.Quantity)
                {
                    Caption = 'Quantity';
                }
                field(assembleToOrderQuantity; Rec."Qty. to Assemble to Order")
                {
                    Caption = 'Assemble To Order Quantity';
                    Editable = false;
                }
                field(unitPrice; Rec."Unit Price")
                {
                    Caption = 'Unit Price';
                }
                field(discountPercent; Rec."Line Discount %")
                {
                    Caption = 'Discount Percent';
                }
                field(discountAmount; Rec."Line Discount Amount")
                {
                    Caption = 'Discount Amount';
                }
                field(lineAmount; Rec."Line Amount")
                {
                    Caption = 'Line Amount';
                }
                field(invoiceDiscountAmount; Rec."Inv. Discount Amount")
                {
                    Caption = 'Invoice Discount Amount';
                    Editable = false;
                }
                field(taxBusinessGroup; Rec."VAT Bus. Posting Group")
                {
                    Caption = 'Tax Business Group';
                }
                field(taxProductGroup; Rec."VAT Prod. Posting Group")
                {
                    Caption = 'Tax Product Group';
                }
                field(taxPercent; Rec."VAT %")
                {
                    Caption = 'Tax Percent';
                    Editable = false;
                }
                field(netAmount; Rec.Amount)
                {
                    Caption = 'Net Amount';
                    Editable = false;
                }
                field(netAmountIncludingTax; Rec."Amount Including VAT")
                {
                    Caption = 'Net Amount Including Tax';
                    Editable = false;
                }
                field(requestedDeliveryDate; Rec."Requested Delivery Date")
                {
                    Caption = 'Requested Delivery Date';
                }
                field(shipmentDate; Rec."Shipment Date")
                {
                    Caption = 'Shipment Date';
                }
                field(shipQuantity; Rec."Qty. to Ship")
                {
                    Caption = 'Ship Quantity';
                }
                field(shippedQuantity; Rec."Quantity Shipped")
                {
                    Caption = 'Shipped Quantity';
                    Editable = false;
                }
                field(invoiceQuantity; Rec."Qty. to Invoice")
                {
                    Caption = 'Invoice Quantity';
                }
                field(invoicedQuantity; Rec."Quantity Invoiced")
                {
                    Caption = 'Invoiced Quantity';
                    Editable = false;
                }
                field(outstandingQuantity; Rec."Outstanding Quantity")
                {
                    Caption = 'Outstanding Quantity';
                    Editable = false;
                }
                field(shippedNotInvoicedQuantity; Rec."Qty. Shipped Not Invoiced")
                {
                    Caption = 'Shipped Not Invoiced Quantity';
                    Editable = false;
                }
                field(reserve; Rec.Reserve)
                {
                    Caption = 'Reserve';
                }
                field(reservedQuantity; Rec."Reserved Quantity")
                {
                    Caption = 'Reserved Quantity';
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

    trigger OnNewRecord(BelowxRec: Boolean)
    begin
        Rec."Document Type" := Rec."Document Type"::Order;
        References.Forget();
        ShowIds();
    end;

    trigger OnInsertRecord(BelowxRec: Boolean): Boolean
    begin
        if Rec."Line No." = 0 then
            Rec."Line No." := Documents.NextLineNumber(Rec);
        // A chosen id is kept, so that a caller who lost the answer finds its record again.
        Rec.Insert(true, not IsNullGuid(Rec.SystemId));
        ShowIds();
        exit(false);
    end;

    trigger OnModifyRecord(): Boolean
    begin
        Rec.Modify(true);
        ShowIds();
        exit(false);
    end;

    var
        References: Codeunit "Koppel References";
        Units: Codeunit "Koppel Units";
        Documents: Codeunit "Koppel Documents";
        OrderId: Guid;
        ItemId: Guid;
        ResourceId: Guid;
        CustomerId: Guid;
        BillToCustomerId: Guid;
        CurrencyId: Guid;
        UnitOfMeasureId: Guid;
        PriceUnitOfMeasureCode: Code[10];
        PriceUnitOfMeasureId: Guid;
        AssetUnitOfMeasureId: Guid;

    [ServiceEnabled]
    procedure AutoReserve(var ActionContext: WebServiceActionContext)
    begin
        Rec.AutoReserve();
        Documents.Answer(ActionContext, Page::"Koppel Sales Order Lines", Rec.SystemId);
    end;

    local procedure ShowIds()
    begin
        Rec.CalcFields("Reserved Quantity");
        OrderId := Documents.IdOf(Rec."Document Type", Rec."Document No.");
        Clear(ItemId);
        if Rec.Type = Rec.Type::Item then
            ItemId := References.IdOf(Database::Item, Rec."No.");
        Clear(ResourceId);
        if Rec.Type = Rec.Type::Resource then
            ResourceId := References.IdOf(Database::Resource, Rec."No.");
        CustomerId := References.IdOf(Database::Customer, Rec."Sell-to Customer No.");
        BillToCustomerId := References.IdOf(Database::Customer, Rec."Bill-to Customer No.");
        CurrencyId := References.IdOf(Database::Currency, Rec."Currency Code");
        UnitOfMeasureId := References.IdOf(Database::"Unit of Measure", Rec."Unit of Measure Code");
        PriceUnitOfMeasureCode := Units.UnitOfPrice(Rec.Type = Rec.Type::Resource, Rec."No.", Rec."Unit of Measure Code");
        PriceUnitOfMeasureId := References.IdOf(Database::"Unit of Measure", PriceUnitOfMeasureCode);
        AssetUnitOfMeasureId := Units.IdOfPriceUnit(Rec.Type = Rec.Type::Resource, Rec."No.", PriceUnitOfMeasureCode);
    end;
}
