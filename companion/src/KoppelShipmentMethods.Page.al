/// <summary>Shipment methods, options of a choice column in Dataverse.</summary>
page 50107 "Koppel Shipment Methods"
{
    PageType = API;
    Caption = 'Koppel Shipment Methods';
    APIPublisher = 'koppel';
    APIGroup = 'sync';
    APIVersion = 'v1.0';
    EntityName = 'shipmentMethod';
    EntitySetName = 'shipmentMethods';
    SourceTable = "Shipment Method";
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
                field(code; Rec.Code)
                {
                    Caption = 'Code';
                }
                field(displayName; Rec.Description)
                {
                    Caption = 'Display Name';
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

    trigger OnInsertRecord(BelowxRec: Boolean): Boolean
    begin
        // A chosen id is kept, so that a caller who lost the answer finds its record again.
        Rec.Insert(true, not IsNullGuid(Rec.SystemId));
        exit(false);
    end;

    trigger OnModifyRecord(): Boolean
    var
        Stored: Record "Shipment Method";
    begin
        Stored.GetBySystemId(Rec.SystemId);
        if Stored.Code = Rec.Code then
            Rec.Modify(true)
        else begin
            // A code is a key: renaming takes along every record that refers to it.
            Stored.TransferFields(Rec, false);
            Stored.Rename(Rec.Code);
            Rec.TransferFields(Stored, true);
        end;
        exit(false);
    end;
}
