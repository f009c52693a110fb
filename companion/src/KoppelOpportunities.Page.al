/// <summary>Opportunities with the figures of their sales cycle.</summary>
page 50122 "Koppel Opportunities"
{
    PageType = API;
    Caption = 'Koppel Opportunities';
    APIPublisher = 'koppel';
    APIGroup = 'sync';
    APIVersion = 'v1.0';
    EntityName = 'opportunity';
    EntitySetName = 'opportunities';
    SourceTable = Opportunity;
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
                field(description; Rec.Description)
                {
                    Caption = 'Description';
                }
                field(contactId; ContactId)
                {
                    Caption = 'Contact Id';

                    trigger OnValidate()
                    begin
                        Rec.Validate("Contact No.", References.CodeOf(Database::Contact, ContactId));
                    end;
                }
                field(contactNumber; Rec."Contact No.")
                {
                    Caption = 'Contact Number';

                    trigger OnValidate()
                    begin
                        References.MustAgree(Database::Contact, Rec."Contact No.");
                    end;
                }
                field(contactCompanyId; ContactCompanyId)
                {
                    Caption = 'Contact Company Id';
                    Editable = false;
                }
                field(contactCompanyNumber; Rec."Contact Company No.")
                {
                    Caption = 'Contact Company Number';
                    Editable = false;
                }
                field(customerId; CustomerId)
                {
                    Caption = 'Customer Id';
                    Editable = false;
                }
                field(salespersonId; SalespersonId)
                {
                    Caption = 'Salesperson Id';

                    trigger OnValidate()
                    begin
                        Rec.Validate("Salesperson Code", References.CodeOf(Database::"Salesperson/Purchaser", SalespersonId));
                    end;
                }
                field(salespersonCode; Rec."Salesperson Code")
                {
                    Caption = 'Salesperson Code';

                    trigger OnValidate()
                    begin
                        References.MustAgree(Database::"Salesperson/Purchaser", Rec."Salesperson Code");
                    end;
                }
                field(priority; Rec.Priority)
                {
                    Caption = 'Priority';
                }
                field(salesCycleCode; Rec."Sales Cycle Code")
                {
                    Caption = 'Sales Cycle Code';
                }
                field(status; Rec.Status)
                {
                    Caption = 'Status';
                    Editable = false;
                }
                field(closed; Rec.Closed)
                {
                    Caption = 'Closed';
                    Editable = false;
                }
                field(creationDate; Rec."Creation Date")
                {
                    Caption = 'Creation Date';
                    Editable = false;
                }
                field(dateClosed; Rec."Date Closed")
                {
                    Caption = 'Date Closed';
                    Editable = false;
                }
                field(estimatedValue; Rec."Estimated Value (LCY)")
                {
                    Caption = 'Estimated Value';
                    Editable = false;
                }
                field(estimatedClosingDate; Rec."Estimated Closing Date")
                {
                    Caption = 'Estimated Closing Date';
                    Editable = false;
                }
                field(calculatedCurrentValue; Rec."Calcd. Current Value (LCY)")
                {
                    Caption = 'Calculated Current Value';
                    Editable = false;
                }
                field(chancesOfSuccessPercent; Rec."Chances of Success %")
                {
                    Caption = 'Chances Of Success Percent';
                    Editable = false;
                }
                field(completedPercent; Rec."Completed %")
                {
                    Caption = 'Completed Percent';
                    Editable = false;
                }
                field(probabilityPercent; Rec."Probability %")
                {
                    Caption = 'Probability Percent';
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
        References: Codeunit "Koppel References";
        CompanyContacts: Codeunit "Koppel Company Contacts";
        ContactId: Guid;
        ContactCompanyId: Guid;
        CustomerId: Guid;
        SalespersonId: Guid;

    local procedure ShowIds()
    begin
        ContactId := References.IdOf(Database::Contact, Rec."Contact No.");
        ContactCompanyId := References.IdOf(Database::Contact, Rec."Contact Company No.");
        CustomerId := CompanyContacts.CustomerIdOf(Rec."Contact Company No.");
        SalespersonId := References.IdOf(Database::"Salesperson/Purchaser", Rec."Salesperson Code");
    end;
}
