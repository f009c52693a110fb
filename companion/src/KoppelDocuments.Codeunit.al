/// <summary>What the pages of orders and quotes do beyond their fields: release, posting, archiving, and how lines find their document.</summary>
codeunit 50103 "Koppel Documents"
{
    Access = Internal;

    var
        NoSuchDocumentErr: Label 'There is no document with id %1.', Comment = '%1 = id';
        NothingLeftErr: Label 'There is nothing left of shipment %1 to invoice.', Comment = '%1 = number';

    /// <summary>The id of an order or quote; the zero id if there is none.</summary>
    procedure IdOf(DocumentType: Enum "Sales Document Type"; DocumentNo: Code[20]): Guid
    var
        SalesHeader: Record "Sales Header";
    begin
        if SalesHeader.Get(DocumentType, DocumentNo) then
            exit(SalesHeader.SystemId);
    end;

    /// <summary>The number of the order or quote with an id that the caller has written.</summary>
    procedure NumberOf(DocumentId: Guid): Code[20]
    var
        SalesHeader: Record "Sales Header";
    begin
        if not SalesHeader.GetBySystemId(DocumentId) then
            Error(NoSuchDocumentErr, DocumentId);
        exit(SalesHeader."No.");
    end;

    /// <summary>The next free line number of a document.</summary>
    procedure NextLineNumber(SalesLine: Record "Sales Line"): Integer
    var
        Last: Record "Sales Line";
    begin
        Last.SetRange("Document Type", SalesLine."Document Type");
        Last.SetRange("Document No.", SalesLine."Document No.");
        if Last.FindLast() then
            exit(Last."Line No." + 10000);
        exit(10000);
    end;

    procedure Release(var SalesHeader: Record "Sales Header")
    var
        ReleaseSalesDocument: Codeunit "Release Sales Document";
    begin
        ReleaseSalesDocument.PerformManualRelease(SalesHeader);
    end;

    procedure Reopen(var SalesHeader: Record "Sales Header")
    var
        ReleaseSalesDocument: Codeunit "Release Sales Document";
    begin
        ReleaseSalesDocument.PerformManualReopen(SalesHeader);
    end;

    /// <summary>Posts what is to ship and to invoice; the order is gone when nothing of it is left.</summary>
    procedure Post(var SalesHeader: Record "Sales Header"; Ship: Boolean; Invoice: Boolean)
    begin
        SalesHeader.Ship := Ship;
        SalesHeader.Invoice := Invoice;
        Codeunit.Run(Codeunit::"Sales-Post", SalesHeader);
    end;

    /// <summary>Puts what was shipped and is not invoiced yet on an unposted invoice, as "Get Shipment Lines" does.</summary>
    procedure AddToInvoice(SalesShipmentHeader: Record "Sales Shipment Header"; InvoiceId: Guid)
    var
        SalesHeader: Record "Sales Header";
        SalesShipmentLine: Record "Sales Shipment Line";
        SalesGetShipment: Codeunit "Sales-Get Shipment";
    begin
        if not SalesHeader.GetBySystemId(InvoiceId) then
            Error(NoSuchDocumentErr, InvoiceId);
        SalesHeader.TestField("Document Type", SalesHeader."Document Type"::Invoice);
        SalesShipmentLine.SetRange("Document No.", SalesShipmentHeader."No.");
        SalesShipmentLine.SetFilter("Qty. Shipped Not Invoiced", '<>0');
        if SalesShipmentLine.IsEmpty() then
            Error(NothingLeftErr, SalesShipmentHeader."No.");
        SalesGetShipment.SetSalesHeader(SalesHeader);
        SalesGetShipment.CreateInvLines(SalesShipmentLine);
    end;

    procedure Archive(var SalesHeader: Record "Sales Header")
    var
        ArchiveManagement: Codeunit ArchiveManagement;
    begin
        ArchiveManagement.ArchSalesDocumentNoConfirm(SalesHeader);
    end;

    /// <summary>Makes an order of a quote, and gives its id.</summary>
    procedure MakeOrder(var SalesHeader: Record "Sales Header"): Guid
    var
        SalesOrder: Record "Sales Header";
        SalesQuoteToOrder: Codeunit "Sales-Quote to Order";
    begin
        SalesQuoteToOrder.SetHideValidationDialog(true);
        SalesQuoteToOrder.Run(SalesHeader);
        SalesQuoteToOrder.GetSalesOrderHeader(SalesOrder);
        exit(SalesOrder.SystemId);
    end;

    /// <summary>Spreads an invoice discount over the lines, as far as the set-up allows one.</summary>
    procedure ApplyInvoiceDiscount(var SalesHeader: Record "Sales Header"; DiscountAmount: Decimal)
    var
        SalesCalcDiscountByType: Codeunit "Sales - Calc Discount By Type";
    begin
        SalesCalcDiscountByType.ApplyInvDiscBasedOnAmt(DiscountAmount, SalesHeader);
    end;

    /// <summary>Whether something of the order is invoiced and nothing is left to be.</summary>
    procedure IsCompletelyInvoiced(SalesHeader: Record "Sales Header"): Boolean
    var
        SalesLine: Record "Sales Line";
        Invoiced: Boolean;
    begin
        SalesLine.SetRange("Document Type", SalesHeader."Document Type");
        SalesLine.SetRange("Document No.", SalesHeader."No.");
        SalesLine.SetFilter(Quantity, '<>0');
        if SalesLine.FindSet() then
            repeat
                if SalesLine.Quantity <> SalesLine."Quantity Invoiced" then
                    exit(false);
                Invoiced := true;
            until SalesLine.Next() = 0;
        exit(Invoiced);
    end;

    /// <summary>The invoice discount of an archived version.</summary>
    procedure InvoiceDiscountOf(SalesHeaderArchive: Record "Sales Header Archive"): Decimal
    var
        SalesLineArchive: Record "Sales Line Archive";
    begin
        SalesLineArchive.SetRange("Document Type", SalesHeaderArchive."Document Type");
        SalesLineArchive.SetRange("Document No.", SalesHeaderArchive."No.");
        SalesLineArchive.SetRange("Doc. No. Occurrence", SalesHeaderArchive."Doc. No. Occurrence");
        SalesLineArchive.SetRange("Version No.", SalesHeaderArchive."Version No.");
        SalesLineArchive.CalcSums("Inv. Discount Amount");
        exit(SalesLineArchive."Inv. Discount Amount");
    end;

    /// <summary>Tells the caller where the record stands that an action was about, or has made.</summary>
    procedure Answer(var ActionContext: WebServiceActionContext; PageNo: Integer; RecordId: Guid)
    begin
        ActionContext.SetObjectType(ObjectType::Page);
        ActionContext.SetObjectId(PageNo);
        ActionContext.AddEntityKey(2000000000, RecordId);
        ActionContext.SetResultCode(WebServiceActionResultCode::Updated);
    end;
}
