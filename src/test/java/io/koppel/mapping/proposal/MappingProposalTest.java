package io.koppel.mapping.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.mapping.BusinessCentralEnd.Api;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Ownership;
import io.koppel.mapping.TableMapping;
import io.koppel.mapping.file.MappingFiles;
import io.koppel.mapping.lint.Validation;
import io.koppel.mapping.proposal.Proposal.ProposedRow;
import io.koppel.metadata.ServiceModel;
import io.koppel.testing.Basedir;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Proposals for a table of an extension and a custom table, as their metadata tell them. */
class MappingProposalTest {
    private static final Api FLEET = new Api("fabrikam/fleet/v1.0");
    private static ServiceModel businessCentral;
    private static ServiceModel dataverse;
    private static List<TableMapping> shipped;

    @BeforeAll
    static void read() throws IOException {
        businessCentral = model(
                """
                <Schema Namespace="Microsoft.NAV">
                <EntityType Name="vehicle"><Key><PropertyRef Name="id"/></Key>
                  <Property Name="id" Type="Edm.Guid"/>
                  <Property Name="number" Type="Edm.String" MaxLength="20"/>
                  <Property Name="displayName" Type="Edm.String" MaxLength="100"/>
                  <Property Name="licensePlate" Type="Edm.String" MaxLength="20"/>
                  <Property Name="mileage" Type="Edm.Decimal"/>
                  <Property Name="customerId" Type="Edm.Guid"/>
                  <Property Name="customerNumber" Type="Edm.String" MaxLength="20"/>
                  <Property Name="currencyCode" Type="Edm.String" MaxLength="10"/>
                  <Property Name="fuel" Type="Microsoft.NAV.fuel"/>
                  <Property Name="bookValue" Type="Edm.Decimal"><Annotation Term="Org.OData.Core.V1.Computed"/></Property>
                  <Property Name="lastModifiedDateTime" Type="Edm.DateTimeOffset"/>
                </EntityType>
                <EntityContainer Name="c"><EntitySet Name="vehicles" EntityType="Microsoft.NAV.vehicle"/></EntityContainer>
                </Schema>
                """);
        dataverse = model(
                """
                <Schema Namespace="Microsoft.Dynamics.CRM">
                <EntityType Name="fab_vehicle"><Key><PropertyRef Name="fab_vehicleid"/></Key>
                  <Property Name="fab_vehicleid" Type="Edm.Guid"/>
                  <Property Name="fab_number" Type="Edm.String" MaxLength="40"/>
                  <Property Name="fab_name" Type="Edm.String" MaxLength="100"/>
                  <Property Name="fab_plate" Type="Edm.String" MaxLength="20"/>
                  <Property Name="fab_mileage" Type="Edm.Decimal"/>
                  <Property Name="fab_fuel" Type="Edm.Int32"/>
                  <Property Name="fab_bookvalue" Type="Edm.Decimal"/>
                  <Property Name="_fab_customerid_value" Type="Edm.Guid"/>
                  <Property Name="_transactioncurrencyid_value" Type="Edm.Guid"/>
                  <Property Name="_ownerid_value" Type="Edm.Guid"/>
                  <Property Name="modifiedon" Type="Edm.DateTimeOffset"/>
                  <NavigationProperty Name="fab_CustomerId" Type="mscrm.account"/>
                  <NavigationProperty Name="transactioncurrencyid" Type="mscrm.transactioncurrency"/>
                </EntityType>
                <EntityContainer Name="c"><EntitySet Name="fab_vehicles" EntityType="mscrm.fab_vehicle"/></EntityContainer>
                </Schema>
                """);
        shipped = MappingFiles.read(Basedir.path().resolve("routes"), "routes", Ownership.PERSON)
                .mappings();
    }

    private static ServiceModel model(String schema) throws IOException {
        String csdl = "<edmx:Edmx xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>" + schema
                + "</edmx:DataServices></edmx:Edmx>";
        return ServiceModel.parse(new ByteArrayInputStream(csdl.getBytes(StandardCharsets.UTF_8)));
    }

    private static Proposal propose() {
        return MappingProposal.of(
                FLEET,
                businessCentral.table("vehicles"),
                dataverse.table("fab_vehicles"),
                shipped,
                Direction.BIDIRECTIONAL,
                null);
    }

    private static Map<String, ProposedRow> rows() {
        return propose().rows().stream().collect(Collectors.toMap(ProposedRow::businessCentral, row -> row));
    }

    @Test
    void columnsOfTheSameNameAreProposedWithoutTheirPublishersPrefix() {
        assertThat(rows().get("mileage").dataverse()).isEqualTo("fab_mileage");
        assertThat(rows().get("displayName").dataverse()).isEqualTo("fab_name");
        assertThat(rows().get("mileage").why()).isEmpty();
    }

    @Test
    void alikeNamesAreProposedWithTheRequestToLook() {
        assertThat(rows().get("licensePlate").dataverse()).isEqualTo("fab_plate");
        assertThat(rows().get("licensePlate").why()).contains("check");
    }

    @Test
    void aLookupGoesThroughTheMappingOfTheTableItLeadsTo() {
        assertThat(rows().get("customerId").options())
                .isEqualTo("couplingOf: CUSTOMER, navigation: fab_CustomerId, label: customerNumber");
        assertThat(rows().get("currencyCode").options()).isEqualTo("currency: true, byNumber: true");
        assertThat(propose().after()).as("what has to run first").containsExactlyInAnyOrder("CUSTOMER", "CURRENCY");
    }

    @Test
    void rowsThatHaveAnOwnerBelongToTheCompanysTeam() {
        assertThat(ProposalFile.text(propose())).contains("rules: [owner]").contains("after: [");
    }

    @Test
    void whatOneSideComputesGoesOneWay() {
        assertThat(rows().get("bookValue").options()).isEqualTo("direction: to-dataverse");
        assertThat(rows().get("number").options()).isEqualTo("direction: to-dataverse");
    }

    @Test
    void whatHasNoPartnerOfAFittingTypeIsLeftToAPerson() {
        assertThat(propose().openBusinessCentral())
                .containsExactly("fuel (fuel): perhaps fab_fuel, with values: {member: option, …}");
        assertThat(propose().openDataverse()).containsExactly("fab_fuel (Int32)");
    }

    @Test
    void theFileIsAMappingThatCanBeUsedAsItIs() {
        MappingFiles files = MappingFiles.parse("routes/vehicle.yaml", ProposalFile.text(propose()), Ownership.PERSON);

        assertThat(files.mistakes()).isEmpty();
        assertThat(Validation.file(files.files().get(0), Set.of("owner"))).isEmpty();
        assertThat(Validation.against(files.mappings(), Map.of(FLEET.key(), businessCentral), dataverse))
                .noneMatch(mistake -> mistake.severity() == io.koppel.mapping.file.Mistake.Severity.ERROR);
        assertThat(files.mappings().get(0).id()).isEqualTo("VEHICLE");
        assertThat(files.mappings().get(0).match()).hasSize(1);
    }
}
