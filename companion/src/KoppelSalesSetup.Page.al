/// <summary>What the sales set-up says about write-ins, freight and archiving.</summary>
page 50139 "Koppel Sales Setup"
{
    PageType = API;
    Caption = 'Koppel Sales Setup';
    APIPublisher = 'koppel';
    APIGroup = 'sync';
    APIVersion = 'v1.0';
    EntityName = 'salesSetup';
    EntitySetName = 'salesSetup';
    SourceTable = "Sales & Receivables Setup";
    ODataKeyFields = SystemId;
    DelayedInsert = true;
    Extensible = false;
    InsertAllowed = false;
    DeleteAllowed = false;

    layout
    {
        area(Content)
        {
            repeater(records)
            {
                field(systemId; Rec.SystemId)
                {
                    Caption = 'System Id';
                    Editable = false;
                }
                field(writeInProductType; Rec."Write-in Product Type")
                {
                    Caption = 'Write In Product Type';
                }
                field(writeInProductNumber; Rec."Write-in Product No.")
                {
                    Caption = 'Write In Product Number';
                }
                field(freightAccountNumber; Rec."Freight G/L Acc. No.")
                {
                    Caption = 'Freight Account Number';
                }
                field(archiveOrders; Rec."Archive Orders")
                {
                    Caption = 'Archive Orders';
                }
                field(archiveQuotes; Rec."Archive Quotes")
                {
                    Caption = 'Archive Quotes';
                }
                field(calculateInvoiceDiscount; Rec."Calc. Inv. Discount")
                {
                    Caption = 'Calculate Invoice Discount';
                }
                field(defaultPriceListCode; Rec."Default Price List Code")
                {
                    Caption = 'Default Price List Code';
                }
                field(externalDocumentNumberMandatory; Rec."Ext. Doc. No. Mandatory")
                {
                    Caption = 'External Document Number Mandatory';
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
}
