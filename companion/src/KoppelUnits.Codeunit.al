/// <summary>Units of items and resources, and the groups that Business Central makes of them.</summary>
codeunit 50102 "Koppel Units"
{
    Access = Internal;

    var
        NotOfItemErr: Label 'The id %1 is that of no unit of measure of item %2.', Comment = '%1 = id, %2 = item number';

    /// <summary>The id of a unit of an item or resource; the zero id if there is none.</summary>
    procedure IdOf(TableNo: Integer; RecordNo: Code[20]; UnitCode: Code[10]): Guid
    var
        Unit: RecordRef;
        PrimaryKey: KeyRef;
    begin
        if (RecordNo = '') or (UnitCode = '') then
            exit;
        Unit.Open(TableNo);
        PrimaryKey := Unit.KeyIndex(1);
        PrimaryKey.FieldIndex(1).SetRange(RecordNo);
        PrimaryKey.FieldIndex(2).SetRange(UnitCode);
        if Unit.FindFirst() then
            exit(Unit.Field(Unit.SystemIdNo()).Value());
    end;

    /// <summary>The code of an item's own unit that a caller has written the id of.</summary>
    procedure CodeOfItemUnit(UnitId: Guid; ItemNo: Code[20]): Code[10]
    var
        ItemUnit: Record "Item Unit of Measure";
    begin
        if not ItemUnit.GetBySystemId(UnitId) then
            Error(NotOfItemErr, UnitId, ItemNo);
        if ItemUnit."Item No." <> ItemNo then
            Error(NotOfItemErr, UnitId, ItemNo);
        exit(ItemUnit.Code);
    end;

    /// <summary>The id of the unit group of an item or resource; the zero id where unit groups are not used.</summary>
    procedure GroupIdOf(SourceType: Enum "Unit Group Source Type"; SourceNo: Code[20]): Guid
    var
        Item: Record Item;
        Resource: Record Resource;
        UnitGroup: Record "Unit Group";
    begin
        case SourceType of
            SourceType::Item:
                if Item.Get(SourceNo) then
                    if UnitGroup.Get(SourceType, Item.SystemId) then
                        exit(UnitGroup.SystemId);
            SourceType::Resource:
                if Resource.Get(SourceNo) then
                    if UnitGroup.Get(SourceType, Resource.SystemId) then
                        exit(UnitGroup.SystemId);
        end;
    end;

    /// <summary>The description of the item, or the name of the resource, that a unit group belongs to.</summary>
    procedure NameOfSource(UnitGroup: Record "Unit Group"): Text[100]
    var
        Item: Record Item;
        Resource: Record Resource;
    begin
        if UnitGroup."Source Type" = UnitGroup."Source Type"::Item then
            if Item.GetBySystemId(UnitGroup."Source Id") then
                exit(Item.Description);
        if UnitGroup."Source Type" = UnitGroup."Source Type"::Resource then
            if Resource.GetBySystemId(UnitGroup."Source Id") then
                exit(Resource.Name);
    end;

    /// <summary>The base unit of the item or resource that a unit group belongs to.</summary>
    procedure BaseUnitOfSource(UnitGroup: Record "Unit Group"): Code[10]
    var
        Item: Record Item;
        Resource: Record Resource;
    begin
        if UnitGroup."Source Type" = UnitGroup."Source Type"::Item then
            if Item.GetBySystemId(UnitGroup."Source Id") then
                exit(Item."Base Unit of Measure");
        if UnitGroup."Source Type" = UnitGroup."Source Type"::Resource then
            if Resource.GetBySystemId(UnitGroup."Source Id") then
                exit(Resource."Base Unit of Measure");
    end;

    /// <summary>The unit of a price: its own, or the base unit of its item or resource where it names none.</summary>
    procedure UnitOfPrice(IsResource: Boolean; RecordNo: Code[20]; UnitCode: Code[10]): Code[10]
    var
        Item: Record Item;
        Resource: Record Resource;
    begin
        if UnitCode <> '' then
            exit(UnitCode);
        if IsResource then begin
            if Resource.Get(RecordNo) then
                exit(Resource."Base Unit of Measure");
        end else
            if Item.Get(RecordNo) then
                exit(Item."Base Unit of Measure");
    end;

    /// <summary>The id of the item's or resource's unit that a price is for; the zero id if there is none.</summary>
    procedure IdOfPriceUnit(IsResource: Boolean; RecordNo: Code[20]; UnitCode: Code[10]): Guid
    begin
        if IsResource then
            exit(IdOf(Database::"Resource Unit of Measure", RecordNo, UnitCode));
        exit(IdOf(Database::"Item Unit of Measure", RecordNo, UnitCode));
    end;
}
