package io.koppel.mapping.test;

import io.koppel.mapping.Direction;
import io.koppel.mapping.Models;
import io.koppel.mapping.OrderModel;
import io.koppel.mapping.Ownership;
import io.koppel.mapping.PriceModel;
import io.koppel.mapping.TableMapping;
import io.koppel.mapping.UnitModel;
import io.koppel.mapping.file.MappingFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Runs the mapping tests of a folder: {@code tests/*.yaml} beside the mapping files. A file names its {@code mapping}, its
 * {@code ownership}, {@code units}, {@code prices} and {@code orders} (person, codes, classic, none if left out) and {@code tests}: each with {@code name}, {@code direction}, {@code given} (the
 * source record), optional {@code existing} (the target record) and {@code couplings}, and {@code expect} (the exact payload)
 * or {@code expectFailure} (a part of the message).
 */
public final class MappingTests {
    private MappingTests() {}

    /**
     * @param routes the folder with the mapping files
     * @return one result for each test, in the order of files and tests
     * @throws IOException if a file cannot be read
     * @throws io.koppel.mapping.file.Mistakes if a mapping file is wrong
     */
    public static List<MappingTestResult> run(Path routes) throws IOException {
        Path folder = routes.resolve("tests");
        List<MappingTestResult> results = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return results;
        }
        List<Path> files;
        try (Stream<Path> entries = Files.list(folder)) {
            files = entries.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
        Map<Models, Map<String, TableMapping>> mappings = new LinkedHashMap<>();
        for (Path file : files) {
            run(file, routes, mappings, results);
        }
        return results;
    }

    private static Map<String, TableMapping> mappings(Path routes, Models models) throws IOException {
        Map<String, TableMapping> byId = new LinkedHashMap<>();
        String shownAs = String.valueOf(routes.getFileName());
        MappingFiles.read(routes, shownAs, models)
                .orThrow()
                .mappings()
                .forEach(mapping -> byId.put(mapping.id(), mapping));
        return byId;
    }

    private static void run(
            Path file, Path routes, Map<Models, Map<String, TableMapping>> mappings, List<MappingTestResult> results)
            throws IOException {
        String name = "tests/" + file.getFileName();
        try {
            Object root = new Load(LoadSettings.builder().setLabel(name).build())
                    .loadFromString(Files.readString(file, StandardCharsets.UTF_8));
            TestNode suite = new TestNode(name, root);
            Models models = models(suite);
            if (!mappings.containsKey(models)) {
                mappings.put(models, mappings(routes, models));
            }
            Map<String, TableMapping> byId = mappings.getOrDefault(models, Map.of());
            TableMapping mapping = byId.get(suite.text("mapping"));
            if (mapping == null) {
                throw new IllegalArgumentException("mapping: no mapping '" + suite.text("mapping")
                        + "', expected one of " + String.join(", ", byId.keySet()));
            }
            for (TestNode test : suite.nodes("tests")) {
                String title = test.text("name", "without a name");
                results.add(new MappingTestResult(name, title, new MappingTest(mapping, byId).run(test)));
            }
        } catch (IllegalArgumentException | YamlEngineException e) {
            results.add(new MappingTestResult(name, "the file can be read", List.of(String.valueOf(e.getMessage()))));
        }
    }

    private static Models models(TestNode suite) {
        return new Models(
                Ownership.of(suite.text("ownership", Models.DEFAULTS.ownership().key())),
                UnitModel.of(suite.text("units", Models.DEFAULTS.units().key())),
                PriceModel.of(suite.text("prices", Models.DEFAULTS.prices().key())),
                OrderModel.of(suite.text("orders", Models.DEFAULTS.orders().key())));
    }

    /** A group of keys in a test file. */
    record TestNode(String path, @Nullable Object value) {
        TestNode {
            if (!(value instanceof Map)) {
                throw new IllegalArgumentException(path + ": expected keys and values");
            }
        }

        Map<?, ?> map() {
            return value instanceof Map<?, ?> map ? map : Map.of();
        }

        String text(String key) {
            Object text = map().get(key);
            if (text == null) {
                throw new IllegalArgumentException(path + ": '" + key + "' is missing");
            }
            return text.toString();
        }

        String text(String key, String otherwise) {
            return map().get(key) == null ? otherwise : text(key);
        }

        List<TestNode> nodes(String key) {
            if (!(map().get(key) instanceof List<?> list) || list.isEmpty()) {
                throw new IllegalArgumentException(path + ": " + key + ": expected a list");
            }
            return list.stream()
                    .map(entry -> new TestNode(path + ": " + key, entry))
                    .toList();
        }

        @Nullable
        TestNode node(String key) {
            return map().containsKey(key) ? new TestNode(path + ": " + key, map().get(key)) : null;
        }

        Direction direction() {
            return Direction.of(text("direction"));
        }

        Map<String, @Nullable Object> record() {
            Map<String, @Nullable Object> record = new LinkedHashMap<>();
            map().forEach((key, entry) -> record.put(String.valueOf(key), entry));
            return record;
        }
    }
}
