/// <summary>The lines of price lists.</summary>
page 50121 "Koppel Price List Lines"
{
    PageType = API;
    Caption = 'Koppel Price List Lines';
    APIPublisher = 'koppel';
    APIGroup = 'sync';
    APIVersion = 'v1.0';
    EntityName = 'priceListLine';
    EntitySetName = 'priceListLines';
    SourceTable = "Price List Line";
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
                field(priceListId; PriceListId)
                {
                    Caption = 'Price List Id';

                    trigger OnValidate()
                    begin
                        Rec.Validate("Price List Code", References.CodeOf(Database::"Price List Header", PriceListId));
                    end;
                }
                field(priceListCode; Rec."Price List Code")
                {
                    Caption = 'Price List Code';

                    trigger OnValidate()
                    begin
                        References.MustAgree(Database::"Price List Header", Rec."Price List Code");
                    end;
                }
                field(lineNumber; Rec."Line No.")
                {
                    Caption = 'Line Number';
                }
                field(status; Rec.Status)
                {
                    Caption = 'Status';
                    Editable = false;
                }
                field(priceType; Rec."Price Type")
                {
                    Caption = 'Price Type';
                    Editable = false;
                }
                field(amountType; Rec."Amount Type")
                {
                    Caption = 'Amount Type';
                }
                field(sourceType; Rec."Source Type")
                {
                    Caption = 'Source Type';
                    Editable = false;
                }
                field(sourceNumber; Rec."Source No.")
                {
                    Caption = 'Source Number';
                    Editable = false;
                }
                field(assetType; Rec."Asset Type")
                {
                    Caption = 'Asset Type';
                }
                field(assetNumber; Rec."Asset No.")
                {
                    Caption = 'Asset Number';
                }
                field(itemId; ItemId)
                {
                    Caption = 'Item Id';

                    trigger OnValidate()
                    begin
                        if IsNullGuid(ItemId) then
                            exit;
                        Rec.Validate("Asset Type", Rec."Asset Type"::Item);
                        Rec.Validate("Asset No.", References.CodeOf(Database::Item, ItemId));
                    end;
                }
                field(resourceId; ResourceId)
                {
                    Caption = 'Resource Id';

                    trigger OnValidate()
                    begin
                        if IsNullGuid(ResourceId) then
                            exit;
                        Rec.Validate("Asset Type", Rec."Asset Type"::Resource);
                        Rec.Validate("Asset No.", References.CodeOf(Database::Resource, ResourceId));
                    end;
                }
                field(description; Rec.Description)
                {
                    Caption = 'Description';
                }
                field(unitOfMeasureId; UnitOfMeasureId)
                {
                    Caption = 'Unit Of Measure Id';

                    trigger OnValidate()
                    begin
                        Rec.Validate("Unit of Measure Code", References.CodeOf(Database::"Unit of Measure", UnitOfMeasureId));
                    end;
                }
                field(unitOfMeasureCode; Rec."Unit of Measure Code")
                {
                    Caption = 'Unit Of Measure Code';

                    trigger OnValidate()
                    begin
                        References.MustAgree(Database::"Unit of Measure", Rec."Unit of Measure Code");
                    end;
                }
                field(priceUnitOfMeasureId; PriceUnitOfMeasureId)
                {
                    Caption = 'Price Unit Of Measure Id';
                    Editable = false;
                }
                field(priceUnitOfMeasureCode; PriceUnitOfMeasureCode)
                {
                    Caption = 'Price Unit Of Measure Code';
                    Editable = false;
                }
                field(assetUnitOfMeasureId; AssetUnitOfMeasureId)
                {
                    Caption = 'Asset Unit Of Measure Id';
                    Editable = false;
                }
                field(minimumQuantity; Rec."Minimum Quantity")
                {
                    Caption = 'Minimum Quantity';
                }
                field(unitPrice; Rec."Unit Price")
                {
                    Caption = 'Unit Price';
                }
                field(currencyId; CurrencyId)
                {
                    Caption = 'Currency Id';

                    trigger OnValidate()
                    begin
                        Rec.Validate("Currency Code", References.CodeOf(Database::Currency, CurrencyId));
                    end;
                }
                field(currencyCode; Rec."Currency Code")
                {
                    Caption = 'Currency Code';

                    trigger OnValidate()
                    begin
                        References.MustAgree(Database::Currency, Rec."Currency Code");
                    end;
                }
                field(startingDate; Rec."Starting Date")
                {
                    Caption = 'Starting Date';
                }
                field(endingDate; Rec."Ending Date")
                {
                    Caption = 'Ending Date';
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
        Units: Codeunit "Koppel Units";
        PriceListId: Guid;
        ItemId: Guid;
        ResourceId: Guid;
        UnitOfMeasureId: Guid;
        PriceUnitOfMeasureId: Guid;
        PriceUnitOfMeasureCode: Code[10];
        AssetUnitOfMeasureId: Guid;
        CurrencyId: Guid;

    local procedure ShowIds()
    begin
        PriceUnitOfMeasureCode := Units.UnitOfPrice(Rec."Asset Type" = Rec."Asset Type"::Resource, Rec."Asset No.", Rec."Unit of Measure Code");
        PriceListId := References.IdOf(Database::"Price List Header", Rec."Price List Code");
        Clear(ItemId);
        if Rec."Asset Type" = Rec."Asset Type"::Item then
            ItemId := References.IdOf(Database::Item, Rec."Asset No.");
        Clear(ResourceId);
        if Rec."Asset Type" = Rec."Asset Type"::Resource then
            ResourceId := References.IdOf(Database::Resource, Rec."Asset No.");
        UnitOfMeasureId := References.IdOf(Database::"Unit of Measure", Rec."Unit of Measure Code");
        PriceUnitOfMeasureId := References.IdOf(Database::"Unit of Measure", PriceUnitOfMeasureCode);
        AssetUnitOfMeasureId := Units.IdOfPriceUnit(Rec."Asset Type" = Rec."Asset Type"::Resource, Rec."Asset No.", PriceUnitOfMeasureCode);
        CurrencyId := References.IdOf(Database::Currency, Rec."Currency Code");
    end;
}
