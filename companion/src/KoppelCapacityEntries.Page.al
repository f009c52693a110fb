/// <summary>Capacity entries: a new one changes the capacity of its resource.</summary>
page 50117 "Koppel Capacity Entries"
{
    PageType = API;
    Caption = 'Koppel Capacity Entries';
    APIPublisher = 'koppel';
    APIGroup = 'sync';
    APIVersion = 'v1.0';
    EntityName = 'resourceCapacityEntry';
    EntitySetName = 'resourceCapacityEntries';
    SourceTable = "Res. Capacity Entry";
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
                field(entryNumber; Rec."Entry No.")
                {
                    Caption = 'Entry Number';
                    Editable = false;
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
                field(date; Rec.Date)
                {
                    Caption = 'Date';
                }
                field(capacity; Rec.Capacity)
                {
                    Caption = 'Capacity';
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
        References: Codeunit "Koppel References";
        ResourceId: Guid;

    local procedure ShowIds()
    begin
        ResourceId := References.IdOf(Database::Resource, Rec."Resource No.");
    end;
}
