/// <summary>Assembly orders and the order lines they assemble for.</summary>
page 50142 "Koppel Assembly Orders"
{
    PageType = API;
    Caption = 'Koppel Assembly Orders';
    APIPublisher = 'koppel';
    APIGroup = 'sync';
    APIVersion = 'v1.0';
    EntityName = 'assemblyOrder';
    EntitySetName = 'assemblyOrders';
    SourceTable = "Assembly Header";
    SourceTableView = where("Document Type" = const(Order));
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
                field(itemNumber; Rec."Item No.")
                {
                    Caption = 'Item Number';
                    Editable = false;
                }
                field(description; Rec.Description)
                {
                    Caption = 'Description';
                    Editable = false;
                }
                field(unitOfMeasureCode; Rec."Unit of Measure Code")
                {
                    Caption = 'Unit Of Measure Code';
                    Editable = false;
                }
                field(dueDate; Rec."Due Date")
                {
                    Caption = 'Due Date';
                    Editable = false;
                }
                field(quantity; Rec.Quantity)
                {
                    Caption = 'Quantity';
                    Editable = false;
                }
                field(assembledQuantity; Rec."Assembled Quantity")
                {
                    Caption = 'Assembled Quantity';
                    Editable = false;
                }
                field(remainingQuantity; Rec."Remaining Quantity")
                {
                    Caption = 'Remaining Quantity';
                    Editable = false;
                }
                field(salesOrderNumber; SalesOrderNumber)
                {
                    Caption = 'Sales Order Number';
                    Editable = false;
                }
                field(salesOrderLineId; SalesOrderLineId)
                {
                    Caption = 'Sales Order Line Id';
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
        ShowSale();
    end;

    var
        SalesOrderNumber: Code[20];
        SalesOrderLineId: Guid;

    local procedure ShowSale()
    var
        AssembleToOrderLink: Record "Assemble-to-Order Link";
        SalesLine: Record "Sales Line";
    begin
        Clear(SalesOrderNumber);
        Clear(SalesOrderLineId);
        if not AssembleToOrderLink.Get(Rec."Document Type", Rec."No.") then
            exit;
        if SalesLine.Get(AssembleToOrderLink."Document Type", AssembleToOrderLink."Document No.", AssembleToOrderLink."Document Line No.") then begin
            SalesOrderNumber := SalesLine."Document No.";
            SalesOrderLineId := SalesLine.SystemId;
        end;
    end;
}
