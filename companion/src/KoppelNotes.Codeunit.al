/// <summary>Notes: record links of type note, which hang on a record by its record id.</summary>
codeunit 50104 "Koppel Notes"
{
    Access = Internal;

    var
        RecordLinkManagement: Codeunit "Record Link Management";
        NoParentErr: Label 'A note needs the parentType (customer, postedSalesInvoice, salesOrder, salesQuote) and the parentId of the record it is written on.';

    /// <summary>Hangs a note on the record that the caller has named.</summary>
    procedure Attach(var RecordLink: Record "Record Link"; ParentType: Text[30]; ParentId: Guid)
    var
        Parent: RecordRef;
    begin
        case ParentType of
            '', 'salesOrder', 'salesQuote':
                Parent.Open(Database::"Sales Header");
            'postedSalesInvoice':
                Parent.Open(Database::"Sales Invoice Header");
            'customer':
                Parent.Open(Database::Customer);
            else
                Error(NoParentErr);
        end;
        if not Parent.GetBySystemId(ParentId) then
            Error(NoParentErr);
        RecordLink."Record ID" := Parent.RecordId();
        RecordLink.Type := RecordLink.Type::Note;
        RecordLink.Company := CopyStr(CompanyName(), 1, MaxStrLen(RecordLink.Company));
        if RecordLink.Created = 0DT then
            RecordLink.Created := CurrentDateTime();
        RecordLink."User ID" := CopyStr(UserId(), 1, MaxStrLen(RecordLink."User ID"));
    end;

    /// <summary>The record that a note hangs on, as the page shows it.</summary>
    procedure ShowParent(RecordLink: Record "Record Link"; var ParentType: Text[30]; var ParentId: Guid; var ParentNumber: Code[20])
    var
        SalesHeader: Record "Sales Header";
        Parent: RecordRef;
        PrimaryKey: KeyRef;
    begin
        ParentType := '';
        Clear(ParentId);
        ParentNumber := '';
        if not Parent.Get(RecordLink."Record ID") then
            exit;
        ParentId := Parent.Field(Parent.SystemIdNo()).Value();
        PrimaryKey := Parent.KeyIndex(1);
        ParentNumber := PrimaryKey.FieldIndex(PrimaryKey.FieldCount()).Value();
        case Parent.Number() of
            Database::"Sales Header":
                begin
                    SalesHeader.GetBySystemId(ParentId);
                    if SalesHeader."Document Type" = SalesHeader."Document Type"::Quote then
                        ParentType := 'salesQuote'
                    else
                        ParentType := 'salesOrder';
                end;
            Database::"Sales Invoice Header":
                ParentType := 'postedSalesInvoice';
            Database::Customer:
                ParentType := 'customer';
        end;
    end;

    procedure WriteText(var RecordLink: Record "Record Link"; NoteText: Text)
    begin
        RecordLinkManagement.WriteNote(RecordLink, NoteText);
    end;

    procedure ReadText(var RecordLink: Record "Record Link"): Text
    begin
        RecordLink.CalcFields(Note);
        exit(RecordLinkManagement.ReadNote(RecordLink));
    end;

    /// <summary>Writes a note on a record, and gives its id.</summary>
    procedure Add(Parent: RecordId; Description: Text[250]; NoteText: Text): Guid
    var
        RecordLink: Record "Record Link";
    begin
        RecordLink."Record ID" := Parent;
        RecordLink.Type := RecordLink.Type::Note;
        RecordLink.Company := CopyStr(CompanyName(), 1, MaxStrLen(RecordLink.Company));
        RecordLink.Created := CurrentDateTime();
        RecordLink."User ID" := CopyStr(UserId(), 1, MaxStrLen(RecordLink."User ID"));
        RecordLink.Description := Description;
        WriteText(RecordLink, NoteText);
        RecordLink.Insert(true);
        exit(RecordLink.SystemId);
    end;

    /// <summary>Removes the notes of a record; its other links stay.</summary>
    procedure DeleteOf(Parent: RecordId)
    var
        RecordLink: Record "Record Link";
    begin
        RecordLink.SetRange("Record ID", Parent);
        RecordLink.SetRange(Type, RecordLink.Type::Note);
        RecordLink.DeleteAll(true);
    end;
}
