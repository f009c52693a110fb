/// <summary>
/// Ids and codes of related records. A page shows both; the table holds the code. A caller may write either one; what is
/// written to both must name the same record.
/// </summary>
codeunit 50100 "Koppel References"
{
    Access = Internal;

    var
        CodesByTable: Dictionary of [Integer, Code[20]];
        NoSuchRecordErr: Label 'There is no %1 with id %2.', Comment = '%1 = table, %2 = id';
        DisagreeErr: Label 'The id and the code of the %1 name different records: the id that of %2, the code %3. Send one of them.', Comment = '%1 = table, %2 = code of the id, %3 = code';

    /// <summary>The id of the record with this code; the zero id for a blank code or one that no longer exists.</summary>
    procedure IdOf(TableNo: Integer; RecordCode: Code[20]): Guid
    var
        Related: RecordRef;
        PrimaryKey: KeyRef;
    begin
        if RecordCode = '' then
            exit;
        Related.Open(TableNo);
        PrimaryKey := Related.KeyIndex(1);
        PrimaryKey.FieldIndex(1).SetRange(RecordCode);
        if Related.FindFirst() then
            exit(Related.Field(Related.SystemIdNo()).Value());
    end;

    /// <summary>The code of the record with an id that the caller has written; blank for the zero id.</summary>
    procedure CodeOf(TableNo: Integer; RecordId: Guid) RecordCode: Code[20]
    var
        Related: RecordRef;
        PrimaryKey: KeyRef;
    begin
        if not IsNullGuid(RecordId) then begin
            Related.Open(TableNo);
            if not Related.GetBySystemId(RecordId) then
                Error(NoSuchRecordErr, Related.Caption(), RecordId);
            PrimaryKey := Related.KeyIndex(1);
            RecordCode := PrimaryKey.FieldIndex(1).Value();
        end;
        Remember(TableNo, RecordCode);
    end;

    /// <summary>The same for a second reference to a table that another field refers to already: nothing is compared.</summary>
    procedure FindCode(TableNo: Integer; RecordId: Guid): Code[20]
    var
        Related: RecordRef;
        PrimaryKey: KeyRef;
    begin
        if IsNullGuid(RecordId) then
            exit('');
        Related.Open(TableNo);
        if not Related.GetBySystemId(RecordId) then
            Error(NoSuchRecordErr, Related.Caption(), RecordId);
        PrimaryKey := Related.KeyIndex(1);
        exit(PrimaryKey.FieldIndex(1).Value());
    end;

    /// <summary>What a field of the record with this code says; empty for a blank code or one that no longer exists.</summary>
    procedure TextOf(TableNo: Integer; RecordCode: Code[20]; FieldNo: Integer): Text
    var
        Related: RecordRef;
        PrimaryKey: KeyRef;
    begin
        if RecordCode = '' then
            exit('');
        Related.Open(TableNo);
        PrimaryKey := Related.KeyIndex(1);
        PrimaryKey.FieldIndex(1).SetRange(RecordCode);
        if Related.FindFirst() then
            exit(Format(Related.Field(FieldNo).Value()));
    end;

    /// <summary>Keeps the code that an id written in this call stands for.</summary>
    procedure Remember(TableNo: Integer; RecordCode: Code[20])
    begin
        CodesByTable.Set(TableNo, RecordCode);
    end;

    /// <summary>Refuses a code that names another record than the id written in the same call.</summary>
    procedure MustAgree(TableNo: Integer; RecordCode: Code[20])
    var
        Related: RecordRef;
    begin
        if not CodesByTable.ContainsKey(TableNo) then
            exit;
        if CodesByTable.Get(TableNo) = RecordCode then
            exit;
        Related.Open(TableNo);
        Error(DisagreeErr, Related.Caption(), CodesByTable.Get(TableNo), RecordCode);
    end;

    /// <summary>Begins a new record: what was written to the one before counts no more.</summary>
    procedure Forget()
    begin
        Clear(CodesByTable);
    end;
}
