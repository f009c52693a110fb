/// <summary>The lines of posted sales shipments.</summary>
page 50133 "Koppel Posted Sales Ship. Lines"
{
    PageType = API;
    Caption = 'Koppel Posted Sales Ship. Lines';
    APIPublisher = 'koppel';
    APIGroup = 'sync';
    APIVersion = 'v1.0';
    EntityName = 'postedSalesShipmentLine';
    EntitySetName = 'postedSalesShipmentLines';
    SourceTable = "Sales Shipment Line";
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
                field(shipmentId; ShipmentId)
                {
                    Caption = 'Shipment Id';
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
                field(quantity; Rec.Quantity)
                {
                    Caption = 'Quantity';
                    Editable = false;
                }
                field(invoicedQuantity; Rec."Quantity Invoiced")
                {
                    Caption = 'Invoiced Quantity';
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
        ShipmentId: Guid;
        ItemId: Guid;
        ResourceId: Guid;
        UnitOfMeasureId: Guid;

    local procedure ShowIds()
    begin
        ShipmentId := References.IdOf(Database::"Sales Shipment Header", Rec."Document No.");
        Clear(ItemId);
        if Rec.Type = Rec.Type::Item then
            ItemId := References.IdOf(Database::Item, Rec."No.");
        Clear(ResourceId);
        if Rec.Type = Rec.Type::Resource then
            ResourceId := References.IdOf(Database::Resource, Rec."No.");
        UnitOfMeasureId := References.IdOf(Database::"Unit of Measure", Rec."Unit of Measure Code");
    end;
}
