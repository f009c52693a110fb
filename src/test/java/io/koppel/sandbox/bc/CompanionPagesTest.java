package io.koppel.sandbox.bc;

import static io.koppel.sandbox.SandboxFixture.koppel;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The AL sources in {@code companion/} and what the sandbox serves in their place are one contract (design.md §7). */
class CompanionPagesTest {
    private static final Path COMPANION =
            Path.of(System.getProperty("koppel.basedir", System.getProperty("user.dir")), "companion");
    private static final Pattern FIELD = Pattern.compile("^ *field\\((\\w+); *(.+)\\)$", Pattern.MULTILINE);
    private static final Pattern OBJECT = Pattern.compile(
            "^(page|codeunit|permissionset|tableextension) (\\d+) \"([^\"]+)\"(?: extends \"[^\"]+\")?$",
            Pattern.MULTILINE);
    /** Controls of the simulation: in Business Central payments and prepayments are posted by people, never by Koppel. */
    private static final List<String> TEST_CONTROLS = List.of("invoicePrepayment", "registerPayment", "unapplyPayment");

    private static List<String> sources;

    @BeforeAll
    static void read() throws IOException {
        try (Stream<Path> files = Files.list(COMPANION.resolve("src"))) {
            sources = files.sorted().map(CompanionPagesTest::text).toList();
        }
    }

    @Test
    void everySetHasTheSameFieldsInAlAndInTheSandbox() throws Exception {
        assertThat(fieldsOfPages()).isEqualTo(fieldsOfSandbox()).hasSize(43);
    }

    @Test
    void everyPageHasTheActionsOfItsSet() throws Exception {
        Map<String, List<String>> actions = new TreeMap<>();
        for (String page : pages()) {
            Matcher procedure = Pattern.compile("\\[ServiceEnabled\\]\\s+procedure (\\w+)\\(")
                    .matcher(page);
            List<String> names = new ArrayList<>();
            while (procedure.find()) {
                names.add(Character.toLowerCase(procedure.group(1).charAt(0))
                        + procedure.group(1).substring(1));
            }
            if (!names.isEmpty()) {
                actions.put(
                        property(page, "EntityName").replace("'", ""),
                        names.stream().sorted().toList());
            }
        }
        assertThat(actions).isEqualTo(actionsOfSandbox()).hasSize(4);
    }

    private static Map<String, List<String>> actionsOfSandbox() throws Exception {
        Map<String, List<String>> actions = new TreeMap<>();
        for (Element action : elements(metadata().getElementsByTagNameNS("*", "Action"))) {
            Element parameter =
                    (Element) action.getElementsByTagNameNS("*", "Parameter").item(0);
            if (!TEST_CONTROLS.contains(action.getAttribute("Name"))) {
                actions.computeIfAbsent(
                                parameter.getAttribute("Type").replace("Microsoft.NAV.", ""), type -> new ArrayList<>())
                        .add(action.getAttribute("Name"));
            }
        }
        actions.values().forEach(names -> names.sort(null));
        return actions;
    }

    private static Document metadata() throws Exception {
        String xml =
                koppel().get("/v2.0/sandbox/api/koppel/sync/v1.0/$metadata").text();
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void everyPageIsPublishedWhereKoppelLooksForIt() {
        assertThat(pages()).allSatisfy(page -> {
            assertThat(property(page, "APIPublisher")).isEqualTo("'koppel'");
            assertThat(property(page, "APIGroup")).isEqualTo("'sync'");
            assertThat(property(page, "APIVersion")).isEqualTo("'v1.0'");
            assertThat(property(page, "ODataKeyFields")).isEqualTo("SystemId");
            assertThat(property(page, "DelayedInsert")).isEqualTo("true");
            assertThat(page.contains("InsertAllowed = false") || page.contains("Rec.Insert(true, not IsNullGuid("))
                    .as("a chosen id is kept, or nothing can be inserted")
                    .isTrue();
        });
    }

    @Test
    void timeAndUserOfTheLastChangeAreTheTablesOwnFields() {
        // Business Central filters and sorts by table fields alone; a page variable would break the polling.
        assertThat(pages()).allSatisfy(page -> {
            Map<String, String> fields = fields(page);
            for (String name : List.of("SystemCreatedAt", "SystemCreatedBy", "SystemModifiedAt", "SystemModifiedBy")) {
                assertThat(fields)
                        .containsEntry(Character.toLowerCase(name.charAt(0)) + name.substring(1), "Rec." + name);
            }
        });
    }

    @Test
    void everyObjectIsPermittedAndItsNumberIsOwnAndInTheRange() {
        List<String> numbers = new ArrayList<>();
        List<String> objects = new ArrayList<>();
        for (String source : sources) {
            Matcher object = OBJECT.matcher(source);
            assertThat(object.find()).as(source.lines().findFirst().orElse("")).isTrue();
            numbers.add(object.group(1) + " " + object.group(2));
            assertThat(Integer.parseInt(object.group(2))).isBetween(50100, 50149);
            if (List.of("page", "codeunit").contains(object.group(1))) {
                objects.add(object.group(1) + " \"" + object.group(3) + "\" = X");
            }
        }
        assertThat(numbers).doesNotHaveDuplicates();
        String permissions = sources.stream()
                .filter(source -> source.contains("\npermissionset "))
                .collect(Collectors.joining());
        assertThat(objects).allSatisfy(object -> assertThat(permissions).contains(object));
        assertThat(pages()).allSatisfy(page -> assertThat(permissions)
                .contains("tabledata " + property(page, "SourceTable") + " = R"));
    }

    private static List<String> pages() {
        return sources.stream()
                .filter(source -> source.contains("PageType = API;"))
                .toList();
    }

    private static Map<String, List<String>> fieldsOfPages() {
        Map<String, List<String>> sets = new TreeMap<>();
        for (String page : pages()) {
            String set = property(page, "EntitySetName").replace("'", "");
            String type = property(page, "EntityName").replace("'", "");
            sets.put(
                    set + " of " + type, fields(page).keySet().stream().sorted().toList());
        }
        return sets;
    }

    private static Map<String, String> fields(String page) {
        Map<String, String> fields = new TreeMap<>();
        Matcher field = FIELD.matcher(page);
        while (field.find()) {
            assertThat(fields.put(field.group(1), field.group(2)))
                    .as(field.group(1))
                    .isNull();
        }
        return fields;
    }

    private static String property(String page, String name) {
        Matcher matcher =
                Pattern.compile("^    " + name + " = (.+);$", Pattern.MULTILINE).matcher(page);
        assertThat(matcher.find())
                .as(name + " of " + page.lines().findFirst().orElse(""))
                .isTrue();
        return matcher.group(1);
    }

    private static Map<String, List<String>> fieldsOfSandbox() throws Exception {
        Document document = metadata();
        Map<String, List<String>> types = new TreeMap<>();
        for (Element type : elements(document.getElementsByTagNameNS("*", "EntityType"))) {
            types.put(
                    type.getAttribute("Name"),
                    elements(type.getElementsByTagNameNS("*", "Property")).stream()
                            .map(property -> property.getAttribute("Name"))
                            .sorted()
                            .toList());
        }
        Map<String, List<String>> sets = new TreeMap<>();
        for (Element set : elements(document.getElementsByTagNameNS("*", "EntitySet"))) {
            String type = set.getAttribute("EntityType").replace("Microsoft.NAV.", "");
            sets.put(set.getAttribute("Name") + " of " + type, types.get(type));
        }
        return sets;
    }

    private static List<Element> elements(NodeList nodes) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
