package io.koppel.mapping.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The committed schema and reference are what the specification makes of itself. */
class GeneratedDocumentsTest {
    private static final Path BASE = Path.of(System.getProperty("koppel.basedir", System.getProperty("user.dir")));
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private static void check(String file, String generated) throws IOException {
        Path path = BASE.resolve(file);
        if (Boolean.getBoolean("koppel.regenerate")) {
            Files.writeString(path, generated);
        }
        assertThat(path)
                .as(
                        file
                                + " is behind the specification; run: mvn test -Dkoppel.regenerate=true -Dtest=GeneratedDocumentsTest")
                .hasContent(generated);
    }

    @Test
    void referenceIsUpToDate() throws IOException {
        check("docs/mapping-reference.md", ReferenceWriter.markdown(io.koppel.sync.rules.RuleReference.sentences()));
    }

    @Test
    void schemaIsUpToDate() throws IOException {
        check("docs/koppel-mapping.schema.json", JSON.writeValueAsString(SchemaWriter.schema()) + "\n");
    }

    @Test
    void schemaAcceptsTheShippedFilesAndRefusesAMisspeltOption() throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                .getSchema((JsonNode) JSON.valueToTree(SchemaWriter.schema()));
        List<Path> files;
        try (Stream<Path> entries = Files.list(BASE.resolve("routes"))) {
            files = entries.filter(path -> path.toString().endsWith(".yaml")).toList();
        }
        assertThat(files).hasSizeGreaterThanOrEqualTo(7);
        for (Path file : files) {
            assertThat(schema.validate(tree(Files.readString(file))))
                    .as(file.toString())
                    .isEmpty();
        }
        String customer = Files.readString(BASE.resolve("routes/customer.yaml"));
        assertThat(schema.validate(tree(customer.replaceFirst("onlyCoupled", "onlyCouppled"))))
                .isNotEmpty();
    }

    private static JsonNode tree(String yaml) {
        return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
    }
}
