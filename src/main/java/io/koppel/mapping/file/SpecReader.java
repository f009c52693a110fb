package io.koppel.mapping.file;

import io.koppel.mapping.BusinessCentralEnd;
import io.koppel.mapping.SourceLocation;
import io.koppel.mapping.file.ParsedNode.Filter;
import io.koppel.mapping.filter.FilterParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads YAML nodes by a specification and notes every mistake; a wrong option is left out and reading goes on. */
final class SpecReader {
    private final String file;
    private final List<Mistake> mistakes;

    SpecReader(String file, List<Mistake> mistakes) {
        this.file = file;
        this.mistakes = mistakes;
    }

    SourceLocation location(Node node) {
        return node.getStartMark()
                .map(mark -> new SourceLocation(file, mark.getLine() + 1, mark.getColumn() + 1))
                .orElse(new SourceLocation(file, 1, 1));
    }

    private void mistake(Node node, String text) {
        mistakes.add(Mistake.error(location(node), text));
    }

    /** Reads a group of options, or notes that {@code node} is none and answers null. */
    @Nullable
    ParsedNode node(NodeSpec spec, Node node) {
        if (!(node instanceof MappingNode mapping)) {
            mistake(node, spec.name() + ": expected a group of options: " + spec.names());
            return null;
        }
        Map<String, Object> options = new LinkedHashMap<>();
        Map<String, SourceLocation> locations = new LinkedHashMap<>();
        Set<String> seen = new TreeSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            OptionSpec option = spec.option(key);
            if (!seen.add(key)) {
                mistake(tuple.getKeyNode(), spec.name() + ": option '" + key + "' is given twice; remove one");
            } else if (option == null) {
                mistake(
                        tuple.getKeyNode(),
                        spec.name() + ": unknown option '" + key + "', expected one of " + spec.names());
            } else {
                Object value = value(spec.name() + ": " + key, option, tuple.getValueNode());
                if (value != null) {
                    options.put(key, value);
                    locations.put(key, location(tuple.getValueNode()));
                }
            }
        }
        for (OptionSpec option : spec.options()) {
            if (option.required() && !seen.contains(option.name())) {
                mistake(node, spec.name() + ": option '" + option.name() + "' is missing; " + option.description());
            }
        }
        return new ParsedNode(location(node), options, locations);
    }

    private @Nullable Object value(String path, OptionSpec option, Node node) {
        return switch (option.type()) {
            case NODE -> inner(option.node(), node);
            case NODES -> node instanceof SequenceNode list ? list(path, option, list) : wrong(path, option, node);
            case NODE_OR_NODES ->
                node instanceof SequenceNode list ? list(path, option, list) : inner(option.node(), node);
            case TEXTS_OR_NODES, TEXTS ->
                node instanceof SequenceNode list ? list(path, option, list) : entry(path, option, node);
            case VALUES -> values(path, option, node);
            default -> node instanceof ScalarNode scalar ? scalar(path, option, scalar) : wrong(path, option, node);
        };
    }

    private @Nullable Object inner(@Nullable NodeSpec spec, Node node) {
        return spec == null ? null : node(spec, node);
    }

    private List<Object> list(String path, OptionSpec option, SequenceNode list) {
        List<Object> entries = new ArrayList<>();
        for (Node node : list.getValue()) {
            Object entry = entry(path, option, node);
            if (entry != null) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private @Nullable Object entry(String path, OptionSpec option, Node node) {
        boolean texts = option.type() == ValueType.TEXTS || option.type() == ValueType.TEXTS_OR_NODES;
        if (texts && node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        return option.type() == ValueType.TEXTS ? wrong(path, option, node) : inner(option.itemSpec(), node);
    }

    private @Nullable Object scalar(String path, OptionSpec option, ScalarNode node) {
        String text = node.getValue();
        if (option.required() && text.isBlank()) {
            mistake(node, path + ": must not be blank; " + option.description());
            return null;
        }
        if (!option.allowed().isEmpty() && !option.allowed().contains(text)) {
            mistake(
                    node,
                    path + ": unknown value '" + text + "', expected one of "
                            + option.allowed().stream().collect(Collectors.joining(", ")));
            return null;
        }
        try {
            return switch (option.type()) {
                case FLAG -> Scalars.flag(text);
                case NUMBER -> Integer.valueOf(text);
                case DURATION -> Scalars.duration(text);
                case DURATION_OR_ZERO -> Scalars.durationOrZero(text);
                case SCALAR -> Scalars.value(node);
                case SURFACE -> surface(text);
                case FILTER -> new Filter(text, FilterParser.parse(text));
                default -> text;
            };
        } catch (IllegalArgumentException e) {
            String reason = option.type() == ValueType.FILTER ? "; " + e.getMessage() : "";
            mistake(node, path + ": expected " + option.type().words() + ", not '" + text + "'" + reason);
            return null;
        }
    }

    private static String surface(String text) {
        if (!new BusinessCentralEnd.Api(text).isValid()) {
            throw new IllegalArgumentException("there is no such surface");
        }
        return text;
    }

    private @Nullable Object values(String path, OptionSpec option, Node node) {
        if (!(node instanceof MappingNode mapping)) {
            return wrong(path, option, node);
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)
                    || !(tuple.getValueNode() instanceof ScalarNode value)) {
                mistake(tuple.getValueNode(), path + ": expected a text, a number, true or false");
            } else if (values.put(key.getValue(), Scalars.value(value)) != null) {
                mistake(key, path + ": '" + key.getValue() + "' is given twice; remove one");
            }
        }
        return values;
    }

    private @Nullable Object wrong(String path, OptionSpec option, Node node) {
        mistake(node, path + ": expected " + option.type().words());
        return null;
    }
}
