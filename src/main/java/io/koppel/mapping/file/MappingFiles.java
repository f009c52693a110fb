package io.koppel.mapping.file;

import io.koppel.mapping.Models;
import io.koppel.mapping.Ownership;
import io.koppel.mapping.SourceLocation;
import io.koppel.mapping.TableMapping;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Mapping files as read, with every mistake of all of them.
 *
 * @param files the files, in the order of their names
 * @param mistakes what could not be read; a file with mistakes still shows what could be
 */
public record MappingFiles(List<MappingFile> files, List<Mistake> mistakes) {

    /**
     * Reads the {@code *.yaml} files that stand directly in a folder.
     *
     * @param shownAs what the folder is called in messages, for example {@code routes}
     * @param models settings that choose among what the files declare
     * @throws IOException if the folder or a file cannot be read
     */
    public static MappingFiles read(Path folder, String shownAs, Models models) throws IOException {
        List<Path> paths;
        try (Stream<Path> entries = Files.list(folder)) {
            paths = entries.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
        List<MappingFile> files = new ArrayList<>();
        List<Mistake> mistakes = new ArrayList<>();
        for (Path path : paths) {
            String name = shownAs + "/" + path.getFileName();
            MappingFiles one = parse(name, Files.readString(path, StandardCharsets.UTF_8), models);
            files.addAll(one.files());
            mistakes.addAll(one.mistakes());
        }
        return new MappingFiles(List.copyOf(files), List.copyOf(mistakes));
    }

    /** As {@link #read(Path, String, Models)}, with everything but the ownership model as it is unless somebody sets it. */
    public static MappingFiles read(Path folder, String shownAs, Ownership ownership) throws IOException {
        return read(folder, shownAs, Models.of(ownership));
    }

    /** As {@link #parse(String, String, Models)}, with everything but the ownership model as it is unless somebody sets it. */
    public static MappingFiles parse(String name, String yaml, Ownership ownership) {
        return parse(name, yaml, Models.of(ownership));
    }

    /**
     * Reads one file's text.
     *
     * @param name what the file is called in messages
     */
    public static MappingFiles parse(String name, String yaml, Models models) {
        List<Mistake> mistakes = new ArrayList<>();
        List<TableMapping> mappings = new ArrayList<>();
        List<RouteDeclaration> routes = new ArrayList<>();
        List<BeanDeclaration> beans = new ArrayList<>();
        SpecReader reader = new SpecReader(name, mistakes);
        MappingReader mappingReader = new MappingReader(reader, mistakes, models);
        try {
            LoadSettings settings = LoadSettings.builder().setLabel(name).build();
            new Compose(settings).composeString(yaml).ifPresent(root -> {
                for (NodeTuple tuple : topLevel(root)) {
                    String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
                    if (key.equals("tableMapping")) {
                        TableMapping mapping = mappingReader.read(tuple.getValueNode());
                        if (mapping != null) {
                            mappings.add(mapping);
                        }
                    } else if (key.equals("route")) {
                        routeId(reader, tuple.getValueNode(), routes);
                    } else if (key.equals("beans")) {
                        beans(tuple.getValueNode(), beans);
                    }
                }
            });
        } catch (MarkedYamlEngineException e) {
            mistakes.add(Mistake.error(location(name, e), "not valid YAML: " + e.getProblem()));
        } catch (YamlEngineException e) {
            mistakes.add(Mistake.error(new SourceLocation(name, 1, 1), "not valid YAML: " + e.getMessage()));
        }
        MappingFile file = new MappingFile(name, withLines(mappings), List.copyOf(routes), List.copyOf(beans));
        return new MappingFiles(List.of(file), List.copyOf(mistakes));
    }

    /** Tells the mappings of lines whose lines they are. */
    private static List<TableMapping> withLines(List<TableMapping> mappings) {
        List<TableMapping> all = new ArrayList<>(mappings);
        for (TableMapping document : mappings) {
            if (document.lines() != null) {
                String lines = document.lines().mapping();
                all.replaceAll(mapping -> mapping.id().equals(lines) ? mapping.asLinesOf(document.id()) : mapping);
            }
        }
        return List.copyOf(all);
    }

    private static SourceLocation location(String name, MarkedYamlEngineException e) {
        Mark mark = e.getProblemMark().or(e::getContextMark).orElse(null);
        return mark == null
                ? new SourceLocation(name, 1, 1)
                : new SourceLocation(name, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static List<NodeTuple> topLevel(Node root) {
        List<NodeTuple> tuples = new ArrayList<>();
        if (root instanceof SequenceNode list) {
            for (Node node : list.getValue()) {
                if (node instanceof MappingNode mapping) {
                    tuples.addAll(mapping.getValue());
                }
            }
        }
        return tuples;
    }

    private static void routeId(SpecReader reader, Node route, List<RouteDeclaration> routes) {
        String id = scalar(route, "id");
        if (id != null) {
            routes.add(new RouteDeclaration(id, reader.location(route)));
        }
    }

    /** Camel reads these nodes; here only names and classes matter. */
    private static void beans(Node list, List<BeanDeclaration> beans) {
        if (list instanceof SequenceNode sequence) {
            for (Node bean : sequence.getValue()) {
                String name = scalar(bean, "name");
                String type = scalar(bean, "type");
                if (name != null && type != null) {
                    beans.add(new BeanDeclaration(name, type));
                }
            }
        }
    }

    private static @Nullable String scalar(Node node, String option) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(option)
                        && tuple.getValueNode() instanceof ScalarNode value) {
                    return value.getValue();
                }
            }
        }
        return null;
    }

    /** All table mappings, in the order of the files. */
    public List<TableMapping> mappings() {
        return files.stream().flatMap(file -> file.mappings().stream()).toList();
    }

    /** @throws Mistakes with all of them, if there is any that is not a warning */
    public MappingFiles orThrow() {
        if (mistakes.stream().anyMatch(mistake -> mistake.severity() == Mistake.Severity.ERROR)) {
            throw new Mistakes(mistakes);
        }
        return this;
    }
}
