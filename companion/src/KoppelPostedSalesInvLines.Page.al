/// <summary>The lines of posted sales invoices.</summary>
page 50124 "Koppel Posted Sales Inv. Lines"
{
    PageType = API;
    Caption = 'Koppel Posted Sales Inv. Lines';
    APIPublisher = 'koppel';
    APIGroup = 'sync';
    APIVersion = 'v1.0';
    EntityName = 'postedSalesInvoiceLine';
    EntitySetName = 'postedSalesInvoiceLines';
    SourceTable = "Sales Invoice Line";
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
                field(invoiceId; InvoiceId)
                {
                    Caption = 'Invoice Id';
                    Editable = false;
                }
                field(documentNumber; Rec."Document No.")
                {
                    Caption = 'Document Number';
                    Editable = false;
                }
                field(lineNumber; Rec."Line No.")
                {
                    Caption = 'Line Number';
                    Editable = false;
                }
                field(type; Rec.Type)
                {
                    Caption = 'Type';
                    Editable = false;
                }
                field(number; Rec."No.")
                {
                    Caption = 'Number';
                    Editable = false;
                }
                field(itemId; ItemId)
                {
                    Caption = 'Item Id';
                    Editable = false;
                }
                field(resourceId; ResourceId)
                {
                    Caption = 'Resource Id';
                    Editable = false;
                }
                field(description; Rec.Description)
                {
                    Caption = 'Description';
                    Editable = false;
                }
                field(description2; Rec."Description 2")
                {
                    Caption = 'Description 2';
                    Editable = false;
                }
                field(unitOfMeasureId; UnitOfMeasureId)
                {
                    Caption = 'Unit Of Measure Id';
                    Editable = false;
                }
                field(unitOfMeasureCode; Rec."Unit of Measure Code")
                {
                    Caption = 'Unit Of Measure Code';
                    Editable = false;
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
                    Editable = false;
                }
                field(unitPrice; Rec."Unit Price")
                {
                    Caption = 'Unit Price';
                    Editable = false;
                }
                field(discountPercent; Rec."Line Discount %")
                {
                    Caption = 'Discount Percent';
                    Editable = false;
                }
                field(discountAmount; Rec."Line Discount Amount")
                {
                    Caption = 'Discount Amount';
                    Editable = false;
                }
                field(invoiceDiscountAmount; Rec."Inv. Discount Amount")
                {
                    Caption = 'Invoice Discount Amount';
                    Editable = false;
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
                field(shipmentDate; Rec."Shipment Date")
                {
                    Caption = 'Shipment Date';
                    Editable = false;
                }
                field(orderNumber; Rec."Order No.")
                {
                    Caption = 'Order Number';
                    Editable = false;
                }
                field(orderLineNumber; Rec."Order Line No.")
                {
                    Caption = 'Order Line Number';
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
        References: Codeunit "Koppel References";
        Units: Codeunit "Koppel Units";
        InvoiceId: Guid;
        ItemId: Guid;
        ResourceId: Guid;
        UnitOfMeasureId: Guid;
        PriceUnitOfMeasureCode: Code[10];
        PriceUnitOfMeasureId: Guid;
        AssetUnitOfMeasureId: Guid;

    local procedure ShowIds()
    begin
        PriceUnitOfMeasureCode := Units.UnitOfPrice(Rec.Type = Rec.Type::Resource, Rec."No.", Rec."Unit of Measure Code");
        InvoiceId := References.IdOf(Database::"Sales Invoice Header", Rec."Document No.");
        Clear(ItemId);
        if Rec.Type = Rec.Type::Item then
            ItemId := References.IdOf(Database::Item, Rec."No.");
        Clear(ResourceId);
        if Rec.Type = Rec.Type::Resource then
            ResourceId := References.IdOf(Database::Resource, Rec."No.");
        UnitOfMeasureId := References.IdOf(Database::"Unit of Measure", Rec."Unit of Measure Code");
        PriceUnitOfMeasureId := References.IdOf(Database::"Unit of Measure", PriceUnitOfMeasureCode);
        AssetUnitOfMeasureId := Units.IdOfPriceUnit(Rec.Type = Rec.Type::Resource, Rec."No.", PriceUnitOfMeasureCode);
    end;
}
