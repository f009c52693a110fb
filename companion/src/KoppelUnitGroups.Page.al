/// <summary>Unit groups: one for each item and resource, read-only.</summary>
page 50111 "Koppel Unit Groups"
{
    PageType = API;
    Caption = 'Koppel Unit Groups';
    APIPublisher = 'koppel';
    APIGroup = 'sync';
    APIVersion = 'v1.0';
    EntityName = 'unitGroup';
    EntitySetName = 'unitGroups';
    SourceTable = "Unit Group";
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
                field(code; Rec.Code)
                {
                    Caption = 'Code';
                    Editable = false;
                }
                field(sourceType; Rec."Source Type")
                {
                    Caption = 'Source Type';
                    Editable = false;
                }
                field(sourceId; Rec."Source Id")
                {
                    Caption = 'Source Id';
                    Editable = false;
                }
                field(sourceNumber; Rec."Source No.")
                {
                    Caption = 'Source Number';
                    Editable = false;
                }
                field(sourceName; SourceName)
                {
                    Caption = 'Source Name';
                    Editable = false;
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
        ShowIds();
    end;

    var
        Units: Codeunit "Koppel Units";
        SourceName: Text[100];
        BaseUnitOfMeasureCode: Code[10];

    local procedure ShowIds()
    begin
        SourceName := Units.NameOfSource(Rec);
        BaseUnitOfMeasureCode := Units.BaseUnitOfSource(Rec);
    end;
}
