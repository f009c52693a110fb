/// <summary>Customers with everything that is mapped to accounts.</summary>
page 50100 "Koppel Customers"
{
    PageType = API;
    Caption = 'Koppel Customers';
    APIPublisher = 'koppel';
    APIGroup = 'sync';
    APIVersion = 'v1.0';
    EntityName = 'customer';
    EntitySetName = 'customers';
    SourceTable = Customer;
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
                field(displayName; Rec.Name)
                {
                    Caption = 'Display Name';
                }
                field(contactName; Rec.Contact)
                {
                    Caption = 'Contact Name';
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
                field(phoneNumber; Rec."Phone No.")
                {
                    Caption = 'Phone Number';
                }
                field(mobilePhoneNumber; Rec."Mobile Phone No.")
                {
                    Caption = 'Mobile Phone Number';
                }
                field(shipmentMethodId; ShipmentMethodId)
                {
                    Caption = 'Shipment Method Id';

                    trigger OnValidate()
                    begin
                        Rec.Validate("Shipment Method Code", References.CodeOf(Database::"Shipment Method", ShipmentMethodId));
                    end;
                }
                field(shipmentMethodCode; Rec."Shipment Method Code")
                {
                    Caption = 'Shipment Method Code';

                    trigger OnValidate()
                    begin
                        References.MustAgree(Database::"Shipment Method", Rec."Shipment Method Code");
                    end;
                }
                field(shippingAgentId; ShippingAgentId)
                {
                    Caption = 'Shipping Agent Id';

                    trigger OnValidate()
                    begin
                        Rec.Validate("Shipping Agent Code", References.CodeOf(Database::"Shipping Agent", ShippingAgentId));
                    end;
                }
                field(shippingAgentCode; Rec."Shipping Agent Code")
                {
                    Caption = 'Shipping Agent Code';

                    trigger OnValidate()
                    begin
                        References.MustAgree(Database::"Shipping Agent", Rec."Shipping Agent Code");
                    end;
                }
                field(paymentTermsId; PaymentTermsId)
                {
                    Caption = 'Payment Terms Id';

                    trigger OnValidate()
                    begin
                        Rec.Validate("Payment Terms Code", References.CodeOf(Database::"Payment Terms", PaymentTermsId));
                    end;
                }
                field(paymentTermsCode; Rec."Payment Terms Code")
                {
                    Caption = 'Payment Terms Code';

                    trigger OnValidate()
                    begin
                        References.MustAgree(Database::"Payment Terms", Rec."Payment Terms Code");
                    end;
                }
                field(pricesIncludeTax; Rec."Prices Including VAT")
                {
                    Caption = 'Prices Include Tax';
                }
                field(taxBusinessGroup; Rec."VAT Bus. Posting Group")
                {
                    Caption = 'Tax Business Group';
                }
                field(billToCustomerNumber; Rec."Bill-to Customer No.")
                {
                    Caption = 'Bill To Customer Number';
                }
                field(prepaymentPercent; Rec."Prepayment %")
                {
                    Caption = 'Prepayment Percent';
                }
                field(creditLimit; Rec."Credit Limit (LCY)")
                {
                    Caption = 'Credit Limit';
                }
                field(primaryContactId; PrimaryContactId)
                {
                    Caption = 'Primary Contact Id';

                    trigger OnValidate()
                    begin
                        Rec.Validate("Primary Contact No.", References.CodeOf(Database::Contact, PrimaryContactId));
                    end;
                }
                field(primaryContactNumber; Rec."Primary Contact No.")
                {
                    Caption = 'Primary Contact Number';

                    trigger OnValidate()
                    begin
                        References.MustAgree(Database::Contact, Rec."Primary Contact No.");
                    end;
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
                field(blocked; Rec.Blocked)
                {
                    Caption = 'Blocked';
                }
                field(locationCode; Rec."Location Code")
                {
                    Caption = 'Location Code';
                }
                field(companyContactId; CompanyContactId)
                {
                    Caption = 'Company Contact Id';
                    Editable = false;
                }
                field(companyContactNumber; CompanyContactNumber)
                {
                    Caption = 'Company Contact Number';
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
        CurrencyId: Guid;
        ShipmentMethodId: Guid;
        ShippingAgentId: Guid;
        PaymentTermsId: Guid;
        PrimaryContactId: Guid;
        SalespersonId: Guid;
        CompanyContactNumber: Code[20];
        CompanyContactId: Guid;

    local procedure ShowIds()
    begin
        CurrencyId := References.IdOf(Database::Currency, Rec."Currency Code");
        ShipmentMethodId := References.IdOf(Database::"Shipment Method", Rec."Shipment Method Code");
        ShippingAgentId := References.IdOf(Database::"Shipping Agent", Rec."Shipping Agent Code");
        PaymentTermsId := References.IdOf(Database::"Payment Terms", Rec."Payment Terms Code");
        PrimaryContactId := References.IdOf(Database::Contact, Rec."Primary Contact No.");
        SalespersonId := References.IdOf(Database::"Salesperson/Purchaser", Rec."Salesperson Code");
        CompanyContactNumber := CompanyContacts.OfCustomer(Rec."No.");
        CompanyContactId := References.IdOf(Database::Contact, CompanyContactNumber);
    end;
}
