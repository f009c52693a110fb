/// <summary>Posted shipments know the row of Dataverse they came from: posting and archiving copy fields of the same number.</summary>
tableextension 50102 "Koppel Sales Shipment Header" extends "Sales Shipment Header"
{
    fields
    {
        field(50100; "Koppel Dataverse Id"; Guid)
        {
            Caption = 'Dataverse Id';
            DataClassification = SystemMetadata;
        }
    }
    keys
    {
        key(KoppelDataverseId; "Koppel Dataverse Id") { }
    }
}
