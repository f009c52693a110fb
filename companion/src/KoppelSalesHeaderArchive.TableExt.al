/// <summary>Archived versions know the row of Dataverse they came from: posting and archiving copy fields of the same number.</summary>
tableextension 50103 "Koppel Sales Header Archive" extends "Sales Header Archive"
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
