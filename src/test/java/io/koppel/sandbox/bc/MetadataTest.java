package io.koppel.sandbox.bc;

import static io.koppel.sandbox.SandboxFixture.koppel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Names, types and lengths of what is served are those of the services' own metadata. */
class MetadataTest {
    @ParameterizedTest
    @CsvSource({
        "/v2.0/sandbox/api/v2.0/$metadata, business-central-api-v2.edmx.xml, 26",
        "/v2.0/sandbox/ODataV4/$metadata, business-central-odatav4-pages.edmx.xml, 34"
    })
    void agreesWithTheReference(String path, String file, int types) throws Exception {
        Path reference = Path.of(System.getProperty("koppel.basedir", System.getProperty("user.dir")))
                .resolve("../shared/reference/metadata")
                .resolve(file);
        assumeTrue(Files.exists(reference), "no reference metadata beside the project");
        Map<String, Map<String, String>> served =
                types(new ByteArrayInputStream(koppel().get(path).text().getBytes(StandardCharsets.UTF_8)));
        Map<String, Map<String, String>> real;
        try (InputStream in = Files.newInputStream(reference)) {
            real = types(in);
        }
        assertThat(served).hasSize(types);
        served.forEach((type, properties) -> assertThat(properties).as(type).isEqualTo(real.get(type)));
    }

    private static Map<String, Map<String, String>> types(InputStream xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Document document = factory.newDocumentBuilder().parse(xml);
        Map<String, Map<String, String>> types = new TreeMap<>();
        NodeList found = document.getElementsByTagNameNS("*", "EntityType");
        for (int i = 0; i < found.getLength(); i++) {
            Element type = (Element) found.item(i);
            Map<String, String> properties = new TreeMap<>();
            NodeList inside = type.getElementsByTagNameNS("*", "Property");
            for (int j = 0; j < inside.getLength(); j++) {
                Element property = (Element) inside.item(j);
                properties.put(
                        property.getAttribute("Name"),
                        property.getAttribute("Type") + " " + property.getAttribute("MaxLength"));
            }
            types.put(type.getAttribute("Name"), properties);
        }
        return types;
    }
}
