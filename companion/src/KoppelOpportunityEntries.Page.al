/// <summary>The steps of opportunities in their sales cycles.</summary>
page 50127 "Koppel Opportunity Entries"
{
    PageType = API;
    Caption = 'Koppel Opportunity Entries';
    APIPublisher = 'koppel';
    APIGroup = 'sync';
    APIVersion = 'v1.0';
    EntityName = 'opportunityEntry';
    EntitySetName = 'opportunityEntries';
    SourceTable = "Opportunity Entry";
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
                field(entryNumber; Rec."Entry No.")
                {
                    Caption = 'Entry Number';
                    Editable = false;
                }
                field(opportunityId; OpportunityId)
                {
                    Caption = 'Opportunity Id';

                    trigger OnValidate()
                    begin
                        Rec.Validate("Opportunity No.", References.CodeOf(Database::Opportunity, OpportunityId));
                    end;
                }
                field(opportunityNumber; Rec."Opportunity No.")
                {
                    Caption = 'Opportunity Number';

                    trigger OnValidate()
                    begin
                        References.MustAgree(Database::Opportunity, Rec."Opportunity No.");
                    end;
                }
                field(active; Rec.Active)
                {
                    Caption = 'Active';
                    Editable = false;
                }
                field(actionTaken; Rec."Action Taken")
                {
                    Caption = 'Action Taken';
                }
                field(dateOfChange; Rec."Date of Change")
                {
                    Caption = 'Date Of Change';
                }
                field(dateClosed; Rec."Date Closed")
                {
                    Caption = 'Date Closed';
                    Editable = false;
                }
                field(estimatedValue; Rec."Estimated Value (LCY)")
                {
                    Caption = 'Estimated Value';
                }
                field(estimatedCloseDate; Rec."Estimated Close Date")
                {
                    Caption = 'Estimated Close Date';
                }
                field(calculatedCurrentValue; Rec."Calcd. Current Value (LCY)")
                {
                    Caption = 'Calculated Current Value';
                }
                field(chancesOfSuccessPercent; Rec."Chances of Success %")
                {
                    Caption = 'Chances Of Success Percent';
                }
                field(completedPercent; Rec."Completed %")
                {
                    Caption = 'Completed Percent';
                }
                field(probabilityPercent; Rec."Probability %")
                {
                    Caption = 'Probability Percent';
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
        OpportunityId: Guid;

    local procedure ShowIds()
    begin
        OpportunityId := References.IdOf(Database::Opportunity, Rec."Opportunity No.");
    end;
}
