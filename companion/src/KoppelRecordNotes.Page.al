/// <summary>Notes on orders, quotes, posted invoices and customers.</summary>
page 50138 "Koppel Record Notes"
{
    PageType = API;
    Caption = 'Koppel Record Notes';
    APIPublisher = 'koppel';
    APIGroup = 'sync';
    APIVersion = 'v1.0';
    EntityName = 'recordNote';
    EntitySetName = 'recordNotes';
    SourceTable = "Record Link";
    SourceTableView = where(Type = const(Note));
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
                field(linkId; Rec."Link ID")
                {
                    Caption = 'Link Id';
                    Editable = false;
                }
                field(parentType; ParentType)
                {
                    Caption = 'Parent Type';
                }
                field(parentId; ParentId)
                {
                    Caption = 'Parent Id';
                }
                field(parentNumber; ParentNumber)
                {
                    Caption = 'Parent Number';
                    Editable = false;
                }
                field(description; Rec.Description)
                {
                    Caption = 'Description';
                }
                field(text; NoteText)
                {
                    Caption = 'Text';

                    trigger OnValidate()
                    begin
                        TextGiven := true;
                    end;
                }
                field(created; Rec.Created)
                {
                    Caption = 'Created';
                }
                field(userId; Rec."User ID")
                {
                    Caption = 'User Id';
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

    trigger OnNewRecord(BelowxRec: Boolean)
    begin
        Rec.Type := Rec.Type::Note;
        ShowIds();
    end;

    trigger OnInsertRecord(BelowxRec: Boolean): Boolean
    begin
        Notes.Attach(Rec, ParentType, ParentId);
        Notes.WriteText(Rec, NoteText);
        // A chosen id is kept, so that a caller who lost the answer finds its record again.
        Rec.Insert(true, not IsNullGuid(Rec.SystemId));
        ShowIds();
        exit(false);
    end;

    trigger OnModifyRecord(): Boolean
    begin
        if TextGiven then
            Notes.WriteText(Rec, NoteText);
        Rec.Modify(true);
        ShowIds();
        exit(false);
    end;

    var
        Notes: Codeunit "Koppel Notes";
        ParentType: Text[30];
        ParentId: Guid;
        ParentNumber: Code[20];
        NoteText: Text;
        TextGiven: Boolean;

    local procedure ShowIds()
    begin
        Notes.ShowParent(Rec, ParentType, ParentId, ParentNumber);
        NoteText := Notes.ReadText(Rec);
        TextGiven := false;
    end;
}
