/// <summary>The units of each item.</summary>
page 50113 "Koppel Item Units of Measure"
{
    PageType = API;
    Caption = 'Koppel Item Units of Measure';
    APIPublisher = 'koppel';
    APIGroup = 'sync';
    APIVersion = 'v1.0';
    EntityName = 'itemUnitOfMeasure';
    EntitySetName = 'itemUnitsOfMeasure';
    SourceTable = "Item Unit of Measure";
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
                field(itemId; ItemId)
                {
                    Caption = 'Item Id';

                    trigger OnValidate()
                    begin
                        Rec.Validate("Item No.", References.CodeOf(Database::Item, ItemId));
                    end;
                }
                field(itemNumber; Rec."Item No.")
                {
                    Caption = 'Item Number';

                    trigger OnValidate()
                    begin
                        References.MustAgree(Database::Item, Rec."Item No.");
                    end;
                }
                field(unitGroupId; UnitGroupId)
                {
                    Caption = 'Unit Group Id';
                    Editable = false;
                }
                field(unitOfMeasureId; UnitOfMeasureId)
                {
                    Caption = 'Unit Of Measure Id';

                    trigger OnValidate()
                    begin
                        Rec.Validate(Code, References.CodeOf(Database::"Unit of Measure", UnitOfMeasureId));
                    end;
                }
                field(code; Rec.Code)
                {
                    Caption = 'Code';

                    trigger OnValidate()
                    begin
                        References.MustAgree(Database::"Unit of Measure", Rec.Code);
                    end;
                }
                field(quantityPerUnitOfMeasure; Rec."Qty. per Unit of Measure")
                {
                    Caption = 'Quantity Per Unit Of Measure';
                }
                field(baseUnitOfMeasureCode; BaseUnitOfMeasureCode)
                {
                    Caption = 'Base Unit Of Measure Code';
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
        References.Forget();
        ShowIds();
    end;

    trigger OnInsertRecord(BelowxRec: Boolean): Boolean
    begin
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
        Item: Record Item;
        References: Codeunit "Koppel References";
        Units: Codeunit "Koppel Units";
        ItemId: Guid;
        UnitGroupId: Guid;
        UnitOfMeasureId: Guid;
        BaseUnitOfMeasureCode: Code[10];

    local procedure ShowIds()
    begin
        ItemId := References.IdOf(Database::Item, Rec."Item No.");
        UnitGroupId := Units.GroupIdOf("Unit Group Source Type"::Item, Rec."Item No.");
        UnitOfMeasureId := References.IdOf(Database::"Unit of Measure", Rec.Code);
        BaseUnitOfMeasureCode := CopyStr(References.TextOf(Database::Item, Rec."Item No.", Item.FieldNo("Base Unit of Measure")), 1, MaxStrLen(BaseUnitOfMeasureCode));
    end;
}
