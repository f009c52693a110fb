package io.koppel.sandbox.dataverse;

/**
 * Functions and actions that belong to no document, as `$metadata` declares them, with the types they take and answer
 * (dataverse-web-api.md §8.2, §11).
 */
final class OperationsCsdl {
    /** Everything but the imports. */
    static final String OPERATIONS =
            """
            <ComplexType Name="WhoAmIResponse">
              <Property Name="BusinessUnitId" Type="Edm.Guid" Nullable="false"/>
              <Property Name="UserId" Type="Edm.Guid" Nullable="false"/>
              <Property Name="OrganizationId" Type="Edm.Guid" Nullable="false"/>
            </ComplexType>
            <ComplexType Name="EntityRecordCountCollection">
              <Property Name="Count" Type="Edm.Int32" Nullable="false"/>
              <Property Name="IsReadOnly" Type="Edm.Boolean" Nullable="false"/>
              <Property Name="Keys" Type="Collection(Edm.String)"/>
              <Property Name="Values" Type="Collection(Edm.Int64)" Nullable="false"/>
            </ComplexType>
            <ComplexType Name="RetrieveTotalRecordCountResponse">
              <Property Name="EntityRecordCountCollection" Type="mscrm.EntityRecordCountCollection"/>
            </ComplexType>
            <ComplexType Name="InsertOptionValueResponse">
              <Property Name="NewOptionValue" Type="Edm.Int32" Nullable="false"/>
            </ComplexType>
            <ComplexType Name="CreateMultipleResponse">
              <Property Name="Ids" Type="Collection(Edm.Guid)" Nullable="false"/>
            </ComplexType>
            <ComplexType Name="LocalizedLabel">
              <Property Name="Label" Type="Edm.String"/>
              <Property Name="LanguageCode" Type="Edm.Int32" Nullable="false"/>
            </ComplexType>
            <ComplexType Name="Label">
              <Property Name="LocalizedLabels" Type="Collection(mscrm.LocalizedLabel)"/>
              <Property Name="UserLocalizedLabel" Type="mscrm.LocalizedLabel"/>
            </ComplexType>
            <Function Name="WhoAmI"><ReturnType Type="mscrm.WhoAmIResponse" Nullable="false"/></Function>
            <Function Name="RetrieveTotalRecordCount">
              <Parameter Name="EntityNames" Type="Collection(Edm.String)" Nullable="false" Unicode="false"/>
              <ReturnType Type="mscrm.RetrieveTotalRecordCountResponse" Nullable="false"/>
            </Function>
            <Action Name="InsertOptionValue">
              <Parameter Name="OptionSetName" Type="Edm.String" Unicode="false"/>
              <Parameter Name="AttributeLogicalName" Type="Edm.String" Unicode="false"/>
              <Parameter Name="EntityLogicalName" Type="Edm.String" Unicode="false"/>
              <Parameter Name="Value" Type="Edm.Int32"/>
              <Parameter Name="Label" Type="mscrm.Label"/>
              <Parameter Name="Description" Type="mscrm.Label"/>
              <Parameter Name="SolutionUniqueName" Type="Edm.String" Unicode="false"/>
              <ReturnType Type="mscrm.InsertOptionValueResponse" Nullable="false"/>
            </Action>
            <Action Name="UpdateOptionValue">
              <Parameter Name="OptionSetName" Type="Edm.String" Unicode="false"/>
              <Parameter Name="AttributeLogicalName" Type="Edm.String" Unicode="false"/>
              <Parameter Name="EntityLogicalName" Type="Edm.String" Unicode="false"/>
              <Parameter Name="Value" Type="Edm.Int32" Nullable="false"/>
              <Parameter Name="Label" Type="mscrm.Label"/>
              <Parameter Name="Description" Type="mscrm.Label"/>
              <Parameter Name="MergeLabels" Type="Edm.Boolean" Nullable="false"/>
              <Parameter Name="SolutionUniqueName" Type="Edm.String" Unicode="false"/>
            </Action>
            <Action Name="DeleteOptionValue">
              <Parameter Name="OptionSetName" Type="Edm.String" Unicode="false"/>
              <Parameter Name="AttributeLogicalName" Type="Edm.String" Unicode="false"/>
              <Parameter Name="EntityLogicalName" Type="Edm.String" Unicode="false"/>
              <Parameter Name="Value" Type="Edm.Int32" Nullable="false"/>
              <Parameter Name="SolutionUniqueName" Type="Edm.String" Unicode="false"/>
            </Action>
            <Action Name="PublishXml">
              <Parameter Name="ParameterXml" Type="Edm.String" Nullable="false" Unicode="false"/>
            </Action>
            <EntityType Name="opportunityclose" BaseType="mscrm.crmbaseentity">
              <Key><PropertyRef Name="activityid"/></Key>
              <Property Name="activityid" Type="Edm.Guid"/>
              <Property Name="subject" Type="Edm.String" Unicode="false"/>
              <Property Name="actualrevenue" Type="Edm.Decimal" Scale="Variable"/>
              <Property Name="actualend" Type="Edm.DateTimeOffset"/>
              <NavigationProperty Name="opportunityid" Type="mscrm.opportunity" Nullable="false"/>
            </EntityType>
            <Action Name="WinOpportunity">
              <Parameter Name="OpportunityClose" Type="mscrm.opportunityclose" Nullable="false"/>
              <Parameter Name="Status" Type="Edm.Int32" Nullable="false"/>
            </Action>
            <Action Name="LoseOpportunity">
              <Parameter Name="OpportunityClose" Type="mscrm.opportunityclose" Nullable="false"/>
              <Parameter Name="Status" Type="Edm.Int32" Nullable="false"/>
            </Action>
            <Action Name="PublishProductHierarchy" IsBound="true">
              <Parameter Name="entity" Type="mscrm.product" Nullable="false"/>
            </Action>
            <Action Name="CreateMultiple" IsBound="true">
              <Parameter Name="entityset" Type="Collection(mscrm.crmbaseentity)" Nullable="false"/>
              <Parameter Name="Targets" Type="Collection(mscrm.crmbaseentity)" Nullable="false"/>
              <ReturnType Type="mscrm.CreateMultipleResponse" Nullable="false"/>
            </Action>
            <Action Name="UpdateMultiple" IsBound="true">
              <Parameter Name="entityset" Type="Collection(mscrm.crmbaseentity)" Nullable="false"/>
              <Parameter Name="Targets" Type="Collection(mscrm.crmbaseentity)" Nullable="false"/>
            </Action>
            <Action Name="UpsertMultiple" IsBound="true">
              <Parameter Name="entityset" Type="Collection(mscrm.crmbaseentity)" Nullable="false"/>
              <Parameter Name="Targets" Type="Collection(mscrm.crmbaseentity)" Nullable="false"/>
            </Action>
            """;

    /** What the entity container says of those that are bound to nothing. */
    static final String IMPORTS =
            """
              <FunctionImport Name="WhoAmI" Function="Microsoft.Dynamics.CRM.WhoAmI"/>
              <FunctionImport Name="RetrieveTotalRecordCount" Function="Microsoft.Dynamics.CRM.RetrieveTotalRecordCount"/>
              <ActionImport Name="InsertOptionValue" Action="Microsoft.Dynamics.CRM.InsertOptionValue"/>
              <ActionImport Name="UpdateOptionValue" Action="Microsoft.Dynamics.CRM.UpdateOptionValue"/>
              <ActionImport Name="DeleteOptionValue" Action="Microsoft.Dynamics.CRM.DeleteOptionValue"/>
              <ActionImport Name="PublishXml" Action="Microsoft.Dynamics.CRM.PublishXml"/>
              <ActionImport Name="WinOpportunity" Action="Microsoft.Dynamics.CRM.WinOpportunity"/>
              <ActionImport Name="LoseOpportunity" Action="Microsoft.Dynamics.CRM.LoseOpportunity"/>
            """;

    private OperationsCsdl() {}
}
