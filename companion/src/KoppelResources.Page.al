/// <summary>Resources with everything that is mapped to products.</summary>
page 50114 "Koppel Resources"
{
    PageType = API;
    Caption = 'Koppel Resources';
    APIPublisher = 'koppel';
    APIGroup = 'sync';
    APIVersion = 'v1.0';
    EntityName = 'resource';
    EntitySetName = 'resources';
    SourceTable = Resource;
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
                field(number; Rec."No.")
                {
                    Caption = 'Number';
                }
                field(displayName; Rec.Name)
                {
                    Caption = 'Display Name';
                }
                field(type; Rec.Type)
                {
                    Caption = 'Type';
                }
                field(blocked; Rec.Blocked)
                {
                    Caption = 'Blocked';
                }
                field(baseUnitOfMeasureId; BaseUnitOfMeasureId)
                {
                    Caption = 'Base Unit Of Measure Id';

                    trigger OnValidate()
                    begin
                        Rec.Validate("Base Unit of Measure", References.CodeOf(Database::"Unit of Measure", BaseUnitOfMeasureId));
                    end;
                }
                field(baseUnitOfMeasureCode; Rec."Base Unit of Measure")
                {
                    Caption = 'Base Unit Of Measure Code';

                    trigger OnValidate()
                    begin
                        References.MustAgree(Database::"Unit of Measure", Rec."Base Unit of Measure");
                    end;
                }
                field(baseResourceUnitOfMeasureId; BaseResourceUnitOfMeasureId)
                {
                    Caption = 'Base Resource Unit Of Measure Id';
                    Editable = false;
                }
                field(unitGroupId; UnitGroupId)
                {
                    Caption = 'Unit Group Id';
                    Editable = false;
                }
                field(unitPrice; Rec."Unit Price")
                {
                    Caption = 'Unit Price';
                }
                field(unitCost; Rec."Unit Cost")
                {
                    Caption = 'Unit Cost';
                }
                field(vendorId; VendorId)
                {
                    Caption = 'Vendor Id';

                    trigger OnValidate()
                    begin
                        Rec.Validate("Vendor No.", References.CodeOf(Database::Vendor, VendorId));
                    end;
                }
                field(vendorNumber; Rec."Vendor No.")
                {
                    Caption = 'Vendor Number';

                    trigger OnValidate()
                    begin
                        References.MustAgree(Database::Vendor, Rec."Vendor No.");
                    end;
                }
                field(vendorName; VendorName)
                {
                    Caption = 'Vendor Name';
                    Editable = false;
                }
                field(capacity; Rec.Capacity)
                {
                    Caption = 'Capacity';
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
        Vendor: Record Vendor;
        References: Codeunit "Koppel References";
        Units: Codeunit "Koppel Units";
        BaseUnitOfMeasureId: Guid;
        BaseResourceUnitOfMeasureId: Guid;
        UnitGroupId: Guid;
        VendorId: Guid;
        VendorName: Text[100];

    local procedure ShowIds()
    begin
        BaseUnitOfMeasureId := References.IdOf(Database::"Unit of Measure", Rec."Base Unit of Measure");
        BaseResourceUnitOfMeasureId := Units.IdOf(Database::"Resource Unit of Measure", Rec."No.", Rec."Base Unit of Measure");
        UnitGroupId := Units.GroupIdOf("Unit Group Source Type"::Resource, Rec."No.");
        VendorId := References.IdOf(Database::Vendor, Rec."Vendor No.");
        VendorName := CopyStr(References.TextOf(Database::Vendor, Rec."Vendor No.", Vendor.FieldNo(Name)), 1, MaxStrLen(VendorName));
    end;
}
