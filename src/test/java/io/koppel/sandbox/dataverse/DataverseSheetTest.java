package io.koppel.sandbox.dataverse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Names and types against the metadata sheets (metadata/README.md §1, §4), where they lie beside the project. */
class DataverseSheetTest {
    private static final Path METADATA = Path.of(System.getProperty("koppel.basedir", System.getProperty("user.dir")))
            .resolve("../shared/reference/metadata")
            .normalize();

    /** Custom lookups carry their schema name (metadata/README.md §7, trap 9); the sheet's file keeps the assumed lower case. */
    private static final Map<String, String> SCHEMA_NAMES = Map.of(
            "bcbi_companyid", "bcbi_CompanyId",
            "bcbi_defaultowningteam", "bcbi_DefaultOwningTeam",
            "nav_accountstatisticsid", "nav_AccountStatisticsId");

    /** No metadata shows how a post is bound to its record; the sheet says which name a simulator takes (§11.6). */
    private static final String POST_BINDING = "regardingobjectid_";

    private final DataverseClient client = new DataverseClient();

    private static Document parse(byte[] xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(xml));
    }

    private static Map<String, Element> types(Document document) {
        Map<String, Element> types = new TreeMap<>();
        NodeList nodes = document.getElementsByTagName("EntityType");
        for (int i = 0; i < nodes.getLength(); i++) {
            Element type = (Element) nodes.item(i);
            types.put(type.getAttribute("Name"), type);
        }
        return types;
    }

    private static Map<String, String> members(Element type, String tag) {
        Map<String, String> members = new TreeMap<>();
        NodeList nodes = type.getElementsByTagName(tag);
        for (int i = 0; i < nodes.getLength(); i++) {
            Element node = (Element) nodes.item(i);
            String name = tag.equals("NavigationProperty")
                    ? SCHEMA_NAMES.getOrDefault(node.getAttribute("Name"), node.getAttribute("Name"))
                    : node.getAttribute("Name");
            members.put(name, node.getAttribute("Type"));
        }
        return members;
    }

    /** Every property of the sheet's entity types is served, with its type; every navigation property served is known there. */
    @Test
    void servesTheEntityTypesOfTheSheet() throws Exception {
        Path sheet = METADATA.resolve("dataverse-v9.2-extended.edmx.xml");
        assumeTrue(Files.exists(sheet), "the metadata sheets are not beside the project");
        Map<String, Element> expected = types(parse(Files.readAllBytes(sheet)));
        Map<String, Element> served = types(parse(client.get("$metadata").body()));
        for (DataverseTable table : DataverseCatalogue.load().tables()) {
            String name = table.logicalName();
            if (name.startsWith("fab_")) {
                continue; // made up: no sheet of the service can know it
            }
            if (!expected.containsKey(name)) {
                // Of the connection only the column sheet tells; of cases none does, but the scenarios name their
                // columns.
                assertThat(name).isIn("nav_connection", "incident");
                continue;
            }
            assertThat(members(served.get(name), "Property"))
                    .as(name)
                    .containsAllEntriesOf(members(expected.get(name), "Property"));
            Map<String, String> navigations = members(expected.get(name), "NavigationProperty");
            members(served.get(name), "NavigationProperty").forEach((navigation, type) -> {
                if (!navigation.startsWith(POST_BINDING)) {
                    assertThat(navigations).as(name).containsEntry(navigation, type);
                }
            });
        }
    }

    private record SheetColumn(String table, String property, String access, String maxLength) {}

    private static List<SheetColumn> sheetColumns(Path sheet) throws IOException {
        List<SheetColumn> columns = new ArrayList<>();
        for (String line : Files.readAllLines(sheet, StandardCharsets.UTF_8)) {
            String[] cells = line.split(",", 7);
            columns.add(new SheetColumn(cells[0], cells[3], cells[4], cells[5]));
        }
        return columns;
    }

    /** Write phases and lengths are those of the column sheet. */
    @Test
    void keepsPhasesAndLengthsOfTheSheet() throws IOException {
        Path sheet = METADATA.resolve("dataverse-columns.csv");
        assumeTrue(Files.exists(sheet), "the metadata sheets are not beside the project");
        DataverseCatalogue catalogue = DataverseCatalogue.load();
        int compared = 0;
        for (SheetColumn expected : sheetColumns(sheet)) {
            DataverseTable table = catalogue.table(expected.table());
            DataverseColumn column = table == null ? null : table.property(expected.property());
            if (column == null || column.type() == ColumnType.OWNER) {
                continue;
            }
            String access =
                    switch (column.phase()) {
                        case ALWAYS -> "create and update";
                        case CREATE -> "create only";
                        case UPDATE -> "update only";
                        case NEVER -> "read-only";
                    };
            assertThat(access).as(expected.table() + "." + expected.property()).isEqualTo(expected.access());
            if (!expected.maxLength().isEmpty()) {
                assertThat(column.maxLength())
                        .as(expected.table() + "." + expected.property())
                        .isEqualTo(Integer.parseInt(expected.maxLength()));
            }
            compared++;
        }
        assertThat(compared).isGreaterThan(700);
    }
}
