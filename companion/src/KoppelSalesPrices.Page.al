/// <summary>Sales prices, of the classic prices.</summary>
page 50119 "Koppel Sales Prices"
{
    PageType = API;
    Caption = 'Koppel Sales Prices';
    APIPublisher = 'koppel';
    APIGroup = 'sync';
    APIVersion = 'v1.0';
    EntityName = 'salesPrice';
    EntitySetName = 'salesPrices';
    SourceTable = "Sales Price";
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
                field(itemId; ItemId)
                {
                    Caption = 'Item Id';

                    trigger OnValidate()
                    begin
                        Rec.Validate("Item No.", References.CodeOf(Database::Item, ItemId));
                    end;
                }
                field(itemNumber; Rec."Item No.")
                {
                    Caption = 'Item Number';

                    trigger OnValidate()
                    begin
                        References.MustAgree(Database::Item, Rec."Item No.");
                    end;
                }
                field(salesType; Rec."Sales Type")
                {
                    Caption = 'Sales Type';
                }
                field(salesCode; Rec."Sales Code")
                {
                    Caption = 'Sales Code';
                }
                field(customerPriceGroupId; CustomerPriceGroupId)
                {
                    Caption = 'Customer Price Group Id';

                    trigger OnValidate()
                    begin
                        if IsNullGuid(CustomerPriceGroupId) then
                            exit;
                        Rec.Validate("Sales Type", Rec."Sales Type"::"Customer Price Group");
                        Rec.Validate("Sales Code", References.CodeOf(Database::"Customer Price Group", CustomerPriceGroupId));
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
                field(variantCode; Rec."Variant Code")
                {
                    Caption = 'Variant Code';
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
                field(itemUnitOfMeasureId; ItemUnitOfMeasureId)
                {
                    Caption = 'Item Unit Of Measure Id';
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
        ItemId: Guid;
        CustomerPriceGroupId: Guid;
        CurrencyId: Guid;
        UnitOfMeasureId: Guid;
        PriceUnitOfMeasureId: Guid;
        PriceUnitOfMeasureCode: Code[10];
        ItemUnitOfMeasureId: Guid;

    local procedure ShowIds()
    begin
        PriceUnitOfMeasureCode := Units.UnitOfPrice(false, Rec."Item No.", Rec."Unit of Measure Code");
        ItemId := References.IdOf(Database::Item, Rec."Item No.");
        Clear(CustomerPriceGroupId);
        if Rec."Sales Type" = Rec."Sales Type"::"Customer Price Group" then
            CustomerPriceGroupId := References.IdOf(Database::"Customer Price Group", Rec."Sales Code");
        CurrencyId := References.IdOf(Database::Currency, Rec."Currency Code");
        UnitOfMeasureId := References.IdOf(Database::"Unit of Measure", Rec."Unit of Measure Code");
        PriceUnitOfMeasureId := References.IdOf(Database::"Unit of Measure", PriceUnitOfMeasureCode);
        ItemUnitOfMeasureId := Units.IdOfPriceUnit(false, Rec."Item No.", PriceUnitOfMeasureCode);
    end;
}
