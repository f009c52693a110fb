/// <summary>Contacts with everything that is mapped to contacts of Dataverse.</summary>
page 50101 "Koppel Contacts"
{
    PageType = API;
    Caption = 'Koppel Contacts';
    APIPublisher = 'koppel';
    APIGroup = 'sync';
    APIVersion = 'v1.0';
    EntityName = 'contact';
    EntitySetName = 'contacts';
    SourceTable = Contact;
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
                field(type; Rec.Type)
                {
                    Caption = 'Type';
                }
                field(displayName; Rec.Name)
                {
                    Caption = 'Display Name';
                }
                field(firstName; Rec."First Name")
                {
                    Caption = 'First Name';
                }
                field(middleName; Rec."Middle Name")
                {
                    Caption = 'Middle Name';
                }
                field(lastName; Rec.Surname)
                {
                    Caption = 'Last Name';
                }
                field(customerId; CustomerId)
                {
                    Caption = 'Customer Id';

                    trigger OnValidate()
                    begin
                        // A company that is a vendor is not taken away by an empty customer.
                        if IsNullGuid(CustomerId) and IsNullGuid(CompanyContacts.CustomerIdOf(Rec."Company No.")) then
                            exit;
                        Rec.Validate("Company No.", CompanyContacts.OfCustomerId(CustomerId));
                        References.Remember(Database::Contact, Rec."Company No.");
                    end;
                }
                field(vendorId; VendorId)
                {
                    Caption = 'Vendor Id';

                    trigger OnValidate()
                    begin
                        if IsNullGuid(VendorId) and IsNullGuid(CompanyContacts.VendorIdOf(Rec."Company No.")) then
                            exit;
                        Rec.Validate("Company No.", CompanyContacts.OfVendorId(VendorId));
                        References.Remember(Database::Contact, Rec."Company No.");
                    end;
                }
                field(companyNumber; Rec."Company No.")
                {
                    Caption = 'Company Number';

                    trigger OnValidate()
                    begin
                        References.MustAgree(Database::Contact, Rec."Company No.");
                    end;
                }
                field(companyName; Rec."Company Name")
                {
                    Caption = 'Company Name';
                    Editable = false;
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
                field(addressLine1; Rec.Address)
                {
                    Caption = 'Address Line 1';
                }
                field(addressLine2; Rec."Address 2")
                {
                    Caption = 'Address Line 2';
                }
                field(postalCode; Rec."Post Code")
                {
                    Caption = 'Postal Code';
                }
                field(city; Rec.City)
                {
                    Caption = 'City';
                }
                field(state; Rec.County)
                {
                    Caption = 'State';
                }
                field(country; Rec."Country/Region Code")
                {
                    Caption = 'Country';
                }
                field(email; Rec."E-Mail")
                {
                    Caption = 'Email';
                }
                field(faxNumber; Rec."Fax No.")
                {
                    Caption = 'Fax Number';
                }
                field(website; Rec."Home Page")
                {
                    Caption = 'Website';
                }
                field(mobilePhoneNumber; Rec."Mobile Phone No.")
                {
                    Caption = 'Mobile Phone Number';
                }
                field(pager; Rec.Pager)
                {
                    Caption = 'Pager';
                }
                field(phoneNumber; Rec."Phone No.")
                {
                    Caption = 'Phone Number';
                }
                field(salutationCode; Rec."Salutation Code")
                {
                    Caption = 'Salutation Code';
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
        CustomerId: Guid;
        VendorId: Guid;
        CurrencyId: Guid;
        SalespersonId: Guid;

    local procedure ShowIds()
    begin
        CustomerId := CompanyContacts.CustomerIdOf(Rec."Company No.");
        VendorId := CompanyContacts.VendorIdOf(Rec."Company No.");
        CurrencyId := References.IdOf(Database::Currency, Rec."Currency Code");
        SalespersonId := References.IdOf(Database::"Salesperson/Purchaser", Rec."Salesperson Code");
    end;
}
