/// <summary>Items with everything that is mapped to products.</summary>
page 50112 "Koppel Items"
{
    PageType = API;
    Caption = 'Koppel Items';
    APIPublisher = 'koppel';
    APIGroup = 'sync';
    APIVersion = 'v1.0';
    EntityName = 'item';
    EntitySetName = 'items';
    SourceTable = Item;
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
                field(displayName; Rec.Description)
                {
                    Caption = 'Display Name';
                }
                field(displayName2; Rec."Description 2")
                {
                    Caption = 'Display Name 2';
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
                field(baseItemUnitOfMeasureId; BaseItemUnitOfMeasureId)
                {
                    Caption = 'Base Item Unit Of Measure Id';

                    trigger OnValidate()
                    begin
                        Rec.Validate("Base Unit of Measure", Units.CodeOfItemUnit(BaseItemUnitOfMeasureId, Rec."No."));
                    end;
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
                field(priceIncludesTax; Rec."Price Includes VAT")
                {
                    Caption = 'Price Includes Tax';
                }
                field(priceTaxBusinessGroup; Rec."VAT Bus. Posting Gr. (Price)")
                {
                    Caption = 'Price Tax Business Group';
                }
                field(taxProductGroup; Rec."VAT Prod. Posting Group")
                {
                    Caption = 'Tax Product Group';
                }
                field(unitCost; Rec."Unit Cost")
                {
                    Caption = 'Unit Cost';
                }
                field(unitVolume; Rec."Unit Volume")
                {
                    Caption = 'Unit Volume';
                }
                field(grossWeight; Rec."Gross Weight")
                {
                    Caption = 'Gross Weight';
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
                field(vendorItemNumber; Rec."Vendor Item No.")
                {
                    Caption = 'Vendor Item Number';
                }
                field(replenishmentSystem; Rec."Replenishment System")
                {
                    Caption = 'Replenishment System';
                }
                field(assemblyPolicy; Rec."Assembly Policy")
                {
                    Caption = 'Assembly Policy';
                }
                field(inventory; Rec.Inventory)
                {
                    Caption = 'Inventory';
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
        BaseItemUnitOfMeasureId: Guid;
        UnitGroupId: Guid;
        VendorId: Guid;
        VendorName: Text[100];

    local procedure ShowIds()
    begin
        BaseUnitOfMeasureId := References.IdOf(Database::"Unit of Measure", Rec."Base Unit of Measure");
        BaseItemUnitOfMeasureId := Units.IdOf(Database::"Item Unit of Measure", Rec."No.", Rec."Base Unit of Measure");
        UnitGroupId := Units.GroupIdOf("Unit Group Source Type"::Item, Rec."No.");
        VendorId := References.IdOf(Database::Vendor, Rec."Vendor No.");
        VendorName := CopyStr(References.TextOf(Database::Vendor, Rec."Vendor No.", Vendor.FieldNo(Name)), 1, MaxStrLen(VendorName));
    end;
}
