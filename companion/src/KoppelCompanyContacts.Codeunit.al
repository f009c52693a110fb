/// <summary>Which company contact belongs to which customer or vendor.</summary>
codeunit 50101 "Koppel Company Contacts"
{
    Access = Internal;

    var
        NoSuchCustomerErr: Label 'There is no customer with id %1.', Comment = '%1 = id';
        NoCompanyContactErr: Label 'Customer %1 has no company contact. Create one from the customer card.', Comment = '%1 = customer number';
        NoSuchVendorErr: Label 'There is no vendor with id %1.', Comment = '%1 = id';
        NoVendorContactErr: Label 'Vendor %1 has no company contact. Create one from the vendor card.', Comment = '%1 = vendor number';

    /// <summary>The number of a customer's company contact; blank if it has none.</summary>
    procedure OfCustomer(CustomerNo: Code[20]): Code[20]
    var
        Relation: Record "Contact Business Relation";
    begin
        if CustomerNo = '' then
            exit('');
        Relation.SetRange("Link to Table", Relation."Link to Table"::Customer);
        Relation.SetRange("No.", CustomerNo);
        if Relation.FindFirst() then
            exit(Relation."Contact No.");
    end;

    /// <summary>The number of the company contact of the customer with this id; blank for the zero id.</summary>
    procedure OfCustomerId(CustomerId: Guid) ContactNo: Code[20]
    var
        Customer: Record Customer;
    begin
        if IsNullGuid(CustomerId) then
            exit('');
        if not Customer.GetBySystemId(CustomerId) then
            Error(NoSuchCustomerErr, CustomerId);
        ContactNo := OfCustomer(Customer."No.");
        if ContactNo = '' then
            Error(NoCompanyContactErr, Customer."No.");
    end;

    /// <summary>The number of a vendor's company contact; blank if it has none.</summary>
    procedure OfVendor(VendorNo: Code[20]): Code[20]
    var
        Relation: Record "Contact Business Relation";
    begin
        if VendorNo = '' then
            exit('');
        Relation.SetRange("Link to Table", Relation."Link to Table"::Vendor);
        Relation.SetRange("No.", VendorNo);
        if Relation.FindFirst() then
            exit(Relation."Contact No.");
    end;

    /// <summary>The number of the company contact of the vendor with this id; blank for the zero id.</summary>
    procedure OfVendorId(VendorId: Guid) ContactNo: Code[20]
    var
        Vendor: Record Vendor;
    begin
        if IsNullGuid(VendorId) then
            exit('');
        if not Vendor.GetBySystemId(VendorId) then
            Error(NoSuchVendorErr, VendorId);
        ContactNo := OfVendor(Vendor."No.");
        if ContactNo = '' then
            Error(NoVendorContactErr, Vendor."No.");
    end;

    /// <summary>The id of the customer related to a company contact; the zero id if there is none.</summary>
    procedure CustomerIdOf(CompanyNo: Code[20]): Guid
    var
        Customer: Record Customer;
        Relation: Record "Contact Business Relation";
    begin
        if Find(Relation, CompanyNo, Relation."Link to Table"::Customer) then
            if Customer.Get(Relation."No.") then
                exit(Customer.SystemId);
    end;

    /// <summary>The id of the vendor related to a company contact; the zero id if there is none.</summary>
    procedure VendorIdOf(CompanyNo: Code[20]): Guid
    var
        Relation: Record "Contact Business Relation";
        Vendor: Record Vendor;
    begin
        if Find(Relation, CompanyNo, Relation."Link to Table"::Vendor) then
            if Vendor.Get(Relation."No.") then
                exit(Vendor.SystemId);
    end;

    local procedure Find(var Relation: Record "Contact Business Relation"; CompanyNo: Code[20]; LinkToTable: Enum "Contact Business Relation Link To Table"): Boolean
    begin
        if CompanyNo = '' then
            exit(false);
        Relation.SetRange("Contact No.", CompanyNo);
        Relation.SetRange("Link to Table", LinkToTable);
        exit(Relation.FindFirst());
    end;
}
