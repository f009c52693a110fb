package io.koppel.mapping.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.koppel.mapping.Ownership;
import io.koppel.mapping.file.MappingFiles;
import io.koppel.mapping.file.Mistake;
import io.koppel.metadata.ServiceModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Mappings against what the services say they have. */
class MetadataCheckTest {
    private static ServiceModel model(String types, String set, String type) throws IOException {
        String edmx =
                """
                <edmx:Edmx xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx" Version="4.0"><edmx:DataServices>
                <Schema xmlns="http://docs.oasis-open.org/odata/ns/edm" Namespace="N">%s
                <EntityContainer Name="C"><EntitySet Name="%s" EntityType="N.%s"/></EntityContainer>
                </Schema></edmx:DataServices></edmx:Edmx>
                """
                        .formatted(types, set, type);
        return ServiceModel.parse(new ByteArrayInputStream(edmx.getBytes(StandardCharsets.UTF_8)));
    }

    private static ServiceModel businessCentral() throws IOException {
        return model(
                """
                <EntityType Name="customer"><Key><PropertyRef Name="systemId"/></Key>
                <Property Name="systemId" Type="Edm.Guid" Nullable="false"/>
                <Property Name="number" Type="Edm.String" MaxLength="20"/>
                <Property Name="displayName" Type="Edm.String" MaxLength="100"/>
                <Property Name="creditLimit" Type="Edm.Decimal"/>
                <Property Name="salespersonId" Type="Edm.Guid"/>
                <Property Name="systemModifiedAt" Type="Edm.DateTimeOffset"/>
                <Property Name="systemModifiedBy" Type="Edm.Guid"/></EntityType>
                """,
                "customers",
                "customer");
    }

    private static ServiceModel dataverse() throws IOException {
        return model(
                """
                <EntityType Name="base" Abstract="true"><Property Name="modifiedon" Type="Edm.DateTimeOffset"/></EntityType>
                <EntityType Name="account" BaseType="N.base"><Key><PropertyRef Name="accountid"/></Key>
                <Property Name="accountid" Type="Edm.Guid"/>
                <Property Name="name" Type="Edm.String" MaxLength="50"/>
                <Property Name="revenue" Type="Edm.Decimal"/>
                <Property Name="fullname" Type="Edm.String" MaxLength="160">
                  <Annotation Term="Org.OData.Core.V1.Computed" Bool="true"/></Property>
                <Property Name="numberofemployees" Type="Edm.Int32"/>
                <Property Name="_ownerid_value" Type="Edm.Guid"/>
                <Property Name="_bcbi_companyid_value" Type="Edm.Guid"/>
                <NavigationProperty Name="owner_user" Type="N.base"/></EntityType>
                """,
                "accounts",
                "account");
    }

    private static Iterable<String> check(String rows) throws IOException {
        return mistakes(
                """
                - tableMapping:
                    id: CUSTOMER
                    businessCentral: {entitySet: customers}
                    dataverse: {entitySet: accounts}
                    direction: to-dataverse
                    fields:
                """
                        + rows.indent(6));
    }

    private static Iterable<String> mistakes(String file) throws IOException {
        return Validation.against(
                        MappingFiles.parse("c.yaml", file, Ownership.PERSON)
                                .orThrow()
                                .mappings(),
                        Map.of("companion", businessCentral()),
                        dataverse())
                .stream()
                .map(Mistake::toString)
                .toList();
    }

    /** A filter over a column that does not exist would be refused by the service in each run. */
    @Test
    void columnsOfFiltersAndOfDefaultsAreLookedUpToo() throws IOException {
        assertThat(
                        mistakes(
                                """
                                - tableMapping:
                                    id: CUSTOMER
                                    businessCentral: {entitySet: customers, filter: creditLimit gt 0 and city eq 'Bath', coupleWhen: "state eq 'x'"}
                                    dataverse: {entitySet: accounts, filter: revenu gt 1 or owner_user/modifiedon ne null}
                                    direction: to-dataverse
                                    onCreate:
                                      - {side: dataverse, when: nmber eq '1', values: {numberofemployee: 3, name: New}}
                                    fields:
                                      - {businessCentral: creditLimit, dataverse: revenue}
                                """))
                .containsExactlyInAnyOrder(
                        "c.yaml:2:5: Business Central customers has no column 'city'",
                        "c.yaml:2:5: Business Central customers has no column 'state'",
                        "c.yaml:2:5: Dataverse accounts has no column 'revenu'",
                        "c.yaml:7:9: Dataverse accounts has no column 'numberofemployee'",
                        "c.yaml:7:9: Business Central customers has no column 'nmber'");
    }

    @Test
    void aMappingThatFitsHasNoMistake() throws IOException {
        assertThat(check("- {businessCentral: creditLimit, dataverse: revenue}"))
                .isEmpty();
    }

    @Test
    void unknownColumnsUnfitTypesLongTextsAndReadOnlyTargetsAreTold() throws IOException {
        assertThat(
                        check(
                                """
                        - {businessCentral: DisplayName, dataverse: name}
                        - {businessCentral: displayName, dataverse: naem}
                        - {businessCentral: number, dataverse: numberofemployees}
                        - {businessCentral: displayName, dataverse: name}
                        - {businessCentral: number, dataverse: fullname}
                        - {businessCentral: salespersonId, dataverse: ownerid, couplingOf: SALESPEOPLE}
                        - {businessCentral: salespersonId, dataverse: revenue, couplingOf: SALESPEOPLE}
                        """))
                .containsExactly(
                        "c.yaml:7:9: Business Central customers has no column 'DisplayName'; did you mean 'displayName'?",
                        "c.yaml:8:9: Dataverse accounts has no column 'naem'",
                        "c.yaml:9:9: fields: number is Edm.String, which does not fit numberofemployees, Edm.Int32; add a conversion or a transformation rule",
                        "c.yaml:10:9: warning: fields: displayName holds up to 100 characters, name takes 50; longer texts are cut",
                        "c.yaml:11:9: fields: Dataverse 'fullname' is read-only; make the row go the other way",
                        "c.yaml:12:9: fields: Dataverse accounts has no navigation property 'ownerid'; name it with the option navigation",
                        "c.yaml:13:9: fields: Dataverse column 'revenue' is no lookup");
    }

    @Test
    void whatIsNoMetadataIsRefusedWithItsPlace() {
        assertThatIOException()
                .isThrownBy(() ->
                        ServiceModel.parse(new ByteArrayInputStream("<a><b></a>".getBytes(StandardCharsets.UTF_8))))
                .withMessageContaining("expected the service's $metadata as CSDL");
    }
}
