package io.koppel.mapping.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.mapping.BusinessCentralEnd.Api;
import io.koppel.mapping.ChangeDetection;
import io.koppel.mapping.FieldMapping;
import io.koppel.mapping.Models;
import io.koppel.mapping.Ownership;
import io.koppel.mapping.PriceModel;
import io.koppel.mapping.TableMapping;
import io.koppel.mapping.UnitModel;
import io.koppel.mapping.lint.Validation;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Mistakes are all told at once, each with its place, what was expected and what to do. */
class MappingFilesTest {
    private static List<String> mistakes(String yaml) {
        return MappingFiles.parse("routes/customer.yaml", yaml, Ownership.PERSON).mistakes().stream()
                .map(Mistake::toString)
                .toList();
    }

    @Test
    void tenDifferentMistakesOfOneFileAreToldAtOnce() {
        String yaml =
                """
                - tableMapping:
                    id: customer
                    businessCentral: {api: soap, entitySet: customers, filter: "blocked equals ''"}
                    dataverse: {filter: statecode eq 0}
                    direction: upwards
                    onlyCoupled: maybe
                    schedule: {every: often}
                    conflicts: {update: newest}
                    fields:
                      - {businessCentral: displayName, dataversse: name}
                      - {businessCentral: email, dataverse: emailaddress1, transform: SHOUT}
                      - displayName
                    onCreate: {dataverse: [3]}
                    colour: red
                """;

        assertThat(mistakes(yaml))
                .contains(
                        "routes/customer.yaml:3:28: businessCentral: api: expected companion, v2.0, pages, or publisher/group/version of an extension's API, not 'soap'",
                        "routes/customer.yaml:5:16: tableMapping: direction: unknown value 'upwards', expected one of bidirectional, to-dataverse, from-dataverse",
                        "routes/customer.yaml:6:18: tableMapping: onlyCoupled: expected true or false, not 'maybe'",
                        "routes/customer.yaml:7:23: schedule: every: expected a time such as 30s, 30m, 12h or 1d, not 'often'",
                        "routes/customer.yaml:8:25: conflicts: update: unknown value 'newest', expected one of none, get-update, send-update")
                .anySatisfy(text -> assertThat(text)
                        .startsWith("routes/customer.yaml:3:64: businessCentral: filter: expected an OData filter")
                        .endsWith("after 'blocked': expected one of eq, ne, gt, ge, lt, le, not 'equals'"))
                .anySatisfy(text -> assertThat(text)
                        .startsWith("routes/customer.yaml:4:16: dataverse: option 'entitySet' is missing"))
                .anySatisfy(text -> assertThat(text)
                        .startsWith(
                                "routes/customer.yaml:10:40: fields: unknown option 'dataversse', expected one of "))
                .anySatisfy(text ->
                        assertThat(text).startsWith("routes/customer.yaml:12:9: fields: expected a group of options"))
                .anySatisfy(text -> assertThat(text)
                        .startsWith("routes/customer.yaml:13:27: onCreate (short form): dataverse: expected pairs"))
                .anySatisfy(
                        text -> assertThat(text)
                                .startsWith(
                                        "routes/customer.yaml:14:5: tableMapping: unknown option 'colour', expected one of id, "))
                .hasSizeGreaterThanOrEqualTo(11);
    }

    @Test
    void onlyRowsThatCarryACompanyAreSharedByCompanies() {
        String yaml =
                """
                - tableMapping:
                    id: CUSTOMER
                    businessCentral: {entitySet: customers}
                    dataverse: {entitySet: %s, multiCompany: true}
                    direction: bidirectional
                    fields:
                      - {businessCentral: displayName, dataverse: name}
                """;

        assertThat(mistakes(yaml.formatted("systemusers"))).singleElement().satisfies(text -> assertThat(text)
                .contains("dataverse: multiCompany: rows of systemuser carry no company; remove it"));
        assertThat(mistakes(yaml.formatted("accounts"))).isEmpty();
    }

    @Test
    void rowsThatContradictThemselvesAreTold() {
        String yaml =
                """
                - tableMapping:
                    id: customer
                    businessCentral: {entitySet: customers}
                    dataverse: {entitySet: accounts}
                    direction: bidirectional
                    fields:
                      - {businessCentral: displayName}
                      - {businessCentral: type, dataverse: name, constant: Person}
                      - {dataverse: name, constant: x, direction: from-dataverse}
                      - {businessCentral: country, dataverse: address1_country, couplingOf: A, optionOf: B}
                      - {businessCentral: city, dataverse: address1_city, transform: TRIM}
                      - {businessCentral: state, dataverse: address1_stateorprovince, transform: {type: substring, start: 0}, transformDirection: to-dataverse}
                """;

        assertThat(mistakes(yaml))
                .containsExactly(
                        "routes/customer.yaml:2:9: tableMapping: id: expected upper-case letters, digits and dashes, not 'customer'",
                        "routes/customer.yaml:7:9: fields: expected businessCentral and dataverse, or one of them and a constant",
                        "routes/customer.yaml:8:60: fields: constant: a row with a constant names one side only; remove businessCentral or dataverse",
                        "routes/customer.yaml:9:51: fields: direction: this constant can only go to-dataverse",
                        "routes/customer.yaml:10:90: fields: expected only one of couplingOf, optionOf",
                        "routes/customer.yaml:11:70: fields: transform: a row in both directions needs transformDirection, to-dataverse or from-dataverse",
                        "routes/customer.yaml:12:82: fields: transform: rule type 'substring': expected start of at least 1 and no negative length");
    }

    @Test
    void brokenYamlIsToldWithItsPlace() {
        assertThat(mistakes("- tableMapping:\n    id: CUSTOMER\n   direction: x\n"))
                .singleElement()
                .satisfies(text ->
                        assertThat(text).startsWith("routes/customer.yaml:3:").contains("not valid YAML"));
    }

    @Test
    void eachSurfaceHasItsOwnDefaults() {
        TableMapping companion = minimal("entitySet: customers");
        TableMapping v2 = minimal("api: v2.0, entitySet: customers");
        TableMapping pages = minimal("api: pages, entitySet: CustomerCard, key: No");

        assertThat(companion.businessCentral().key()).isEqualTo("systemId");
        assertThat(companion.businessCentral().modifiedBy()).isEqualTo("systemModifiedBy");
        assertThat(v2.businessCentral().stamp()).isEqualTo("lastModifiedDateTime");
        assertThat(v2.businessCentral().modifiedBy()).isNull();
        assertThat(pages.businessCentral().api()).isEqualTo(Api.PAGES);
        assertThat(pages.changes()).isEqualTo(ChangeDetection.FULL_READ_AND_HASH);
        assertThat(pages.businessCentral().number()).isEqualTo("No");
        assertThat(companion.dataverse().key()).isEqualTo("accountid");
        assertThat(companion.dataverse().company()).isTrue();
    }

    private static TableMapping minimal(String businessCentral) {
        return MappingFiles.parse(
                        "routes/customer.yaml",
                        """
                        - tableMapping:
                            id: CUSTOMER
                            businessCentral: {%s}
                            dataverse: {entitySet: accounts}
                            direction: to-dataverse
                            fields:
                              - {businessCentral: displayName, dataverse: name}
                        """
                                .formatted(businessCentral),
                        Ownership.PERSON)
                .orThrow()
                .mappings()
                .get(0);
    }

    @Test
    void mistakesBetweenFilesAreTold() {
        String a =
                """
                - tableMapping:
                    id: A
                    businessCentral: {entitySet: customers}
                    dataverse: {entitySet: accounts, choice: paymenttermscode}
                    direction: bidirectional
                    after: [B, NOWHERE]
                    rules: [unheard-of]
                    fields:
                      - {businessCentral: blocked, dataverse: label, values: {Ship: 1, All: 1}}
                - route: {id: A.to-dataverse, from: {uri: "direct:a"}}
                """;
        String b =
                """
                - tableMapping:
                    id: B
                    businessCentral: {entitySet: contacts}
                    dataverse: {entitySet: contacts}
                    direction: to-dataverse
                    after: [A]
                    fields:
                      - {businessCentral: displayName, dataverse: lastname, direction: from-dataverse}
                      - {businessCentral: city, dataverse: fax}
                      - {businessCentral: state, dataverse: fax}
                      - {businessCentral: customerId, dataverse: parentcustomerid, couplingOf: A}
                - tableMapping:
                    id: A
                    businessCentral: {entitySet: contacts}
                    dataverse: {entitySet: contacts}
                    direction: to-dataverse
                    fields: [{businessCentral: city, dataverse: fax}]
                - route: {id: A.to-dataverse, from: {uri: "direct:a"}}
                - route: {id: B.to-dataverse, from: {uri: "direct:b"}}
                """;
        List<MappingFile> files = List.of(
                MappingFiles.parse("a.yaml", a, Ownership.PERSON)
                        .orThrow()
                        .files()
                        .get(0),
                MappingFiles.parse("b.yaml", b, Ownership.PERSON)
                        .orThrow()
                        .files()
                        .get(0));

        assertThat(Validation.offline(files, Set.of("owner")))
                .extracting(Mistake::toString)
                .containsExactlyInAnyOrder(
                        "a.yaml:2:5: tableMapping: the route 'A.from-dataverse' is missing in this file; the direction bidirectional needs it",
                        "a.yaml:2:5: tableMapping: a choice mapping cannot be bidirectional; choose to-dataverse or from-dataverse",
                        "a.yaml:2:5: tableMapping: rules: unknown rule 'unheard-of', expected one of owner",
                        "a.yaml:9:9: fields: values: '1' stands for several Business Central values, so it has no way back; make the row one-way",
                        "a.yaml:2:5: tableMapping: after: no mapping 'NOWHERE'; expected one of A, B",
                        "a.yaml:2:5: tableMapping: after: A waits for B waits for A; break the circle",
                        "b.yaml:2:5: tableMapping: after: B waits for A waits for B; break the circle",
                        "b.yaml:8:9: fields: direction: the row goes from-dataverse, but the mapping to-dataverse; the row would never be transferred",
                        "b.yaml:10:9: fields: 'fax' is already written to-dataverse by the row at b.yaml:9:9; remove one",
                        "b.yaml:11:9: fields: couplingOf: 'A' is a choice mapping; use optionOf",
                        "b.yaml:13:5: tableMapping: id 'A' is also given at a.yaml:2:5; ids are unique");
    }

    @Test
    void whatTheSettingsExcludeIsAsIfItWereNotWritten() {
        String yaml =
                """
                - tableMapping:
                    id: GROUPS
                    units: groups
                    businessCentral: {entitySet: unitGroups}
                    dataverse: {entitySet: uomschedules}
                    direction: to-dataverse
                    fields:
                      - {businessCentral: code, dataverse: name}
                - tableMapping:
                    id: ITEMS
                    businessCentral: {entitySet: items}
                    dataverse: {entitySet: products}
                    direction: to-dataverse
                    after: [CURRENCY, {mapping: GROUPS, units: groups}, {mapping: PRICES, prices: extended}]
                    fields:
                      - {businessCentral: displayName, dataverse: name}
                      - {businessCentral: groupId, dataverse: defaultuomscheduleid, couplingOf: GROUPS, units: groups}
                      - {businessCentral: price, dataverse: price, prices: classic}
                """;
        Models groups = Models.DEFAULTS.with(UnitModel.GROUPS).with(PriceModel.EXTENDED);

        List<TableMapping> usual = MappingFiles.parse("routes/x.yaml", yaml, Models.DEFAULTS)
                .orThrow()
                .mappings();
        List<TableMapping> other =
                MappingFiles.parse("routes/x.yaml", yaml, groups).orThrow().mappings();

        assertThat(usual).extracting(TableMapping::id).containsExactly("ITEMS");
        assertThat(usual.get(0).after()).containsExactly("CURRENCY");
        assertThat(usual.get(0).fields()).extracting(FieldMapping::dataverse).containsExactly("name", "price");
        assertThat(other).extracting(TableMapping::id).containsExactly("GROUPS", "ITEMS");
        assertThat(other.get(1).after()).containsExactly("CURRENCY", "GROUPS", "PRICES");
        assertThat(other.get(1).fields())
                .extracting(FieldMapping::dataverse)
                .containsExactly("name", "defaultuomscheduleid");
    }

    @Test
    void aModelThatDoesNotExistIsToldWithThoseThatDo() {
        String yaml =
                """
                - tableMapping:
                    id: GROUPS
                    units: grouped
                    businessCentral: {entitySet: unitGroups}
                    dataverse: {entitySet: uomschedules}
                    direction: to-dataverse
                    fields:
                      - {businessCentral: code, dataverse: name}
                """;

        assertThat(mistakes(yaml))
                .contains(
                        "routes/customer.yaml:3:12: tableMapping: units: unknown value 'grouped', expected one of codes, groups");
    }
}
