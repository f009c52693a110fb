/// <summary>The units of each resource.</summary>
page 50115 "Koppel Resource Units"
{
    PageType = API;
    Caption = 'Koppel Resource Units';
    APIPublisher = 'koppel';
    APIGroup = 'sync';
    APIVersion = 'v1.0';
    EntityName = 'resourceUnitOfMeasure';
    EntitySetName = 'resourceUnitsOfMeasure';
    SourceTable = "Resource Unit of Measure";
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
                field(resourceId; ResourceId)
                {
                    Caption = 'Resource Id';

                    trigger OnValidate()
                    begin
                        Rec.Validate("Resource No.", References.CodeOf(Database::Resource, ResourceId));
                    end;
                }
                field(resourceNumber; Rec."Resource No.")
                {
                    Caption = 'Resource Number';

                    trigger OnValidate()
                    begin
                        References.MustAgree(Database::Resource, Rec."Resource No.");
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
        Resource: Record Resource;
        References: Codeunit "Koppel References";
        Units: Codeunit "Koppel Units";
        ResourceId: Guid;
        UnitGroupId: Guid;
        UnitOfMeasureId: Guid;
        BaseUnitOfMeasureCode: Code[10];

    local procedure ShowIds()
    begin
        ResourceId := References.IdOf(Database::Resource, Rec."Resource No.");
        UnitGroupId := Units.GroupIdOf("Unit Group Source Type"::Resource, Rec."Resource No.");
        UnitOfMeasureId := References.IdOf(Database::"Unit of Measure", Rec.Code);
        BaseUnitOfMeasureCode := CopyStr(References.TextOf(Database::Resource, Rec."Resource No.", Resource.FieldNo("Base Unit of Measure")), 1, MaxStrLen(BaseUnitOfMeasureCode));
    end;
}
