package io.koppel.route;

import io.koppel.mapping.Models;
import io.koppel.mapping.TableMappings;
import io.koppel.mapping.file.MappingFile;
import io.koppel.mapping.file.MappingFiles;
import io.koppel.mapping.file.Mistake;
import io.koppel.mapping.file.Mistakes;
import io.koppel.mapping.lint.Validation;
import io.koppel.sync.rules.KnownRules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteBuilderLifecycleStrategy;
import org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader;
import org.apache.camel.dsl.yaml.common.YamlDeserializationContext;
import org.apache.camel.dsl.yaml.common.YamlDeserializerResolver;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.spi.CamelContextCustomizer;
import org.apache.camel.spi.Resource;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Camel's YAML loader, which also knows the node {@code tableMapping}. A file's mappings come into force only when the whole
 * file could be read, routes included; a broken edit leaves mapping and routes as they were and is told by {@link
 * TableMappings#problems}. Camel does not look at deleted files: what they declared stays until the next start.
 */
public final class KoppelYamlLoader extends YamlRoutesBuilderLoader {
    /** The name Camel looks its YAML loader up by. */
    private static final String BEAN = "routes-builder-loader-yaml";

    private final TableMappings mappings;
    private final Models models;
    private Duration everyMapping = Duration.ZERO;
    private final Set<String> rules = ConcurrentHashMap.newKeySet();

    /**
     * @param mappings where the mappings come into force
     * @param models settings that choose among what the files declare
     * @param rules names of the coded rules there are; those that files bind as beans come on top as they are read
     */
    public KoppelYamlLoader(TableMappings mappings, Models models, Set<String> rules) {
        this.mappings = mappings;
        this.models = models;
        this.rules.addAll(rules);
    }

    /** Lets every scheduled mapping run in this interval instead of its own; zero changes nothing. */
    public KoppelYamlLoader every(Duration interval) {
        everyMapping = interval;
        return this;
    }

    /**
     * Makes a main load its route files with this loader, and answer {@code {{schedule.<ID>}}} in them. Must be called in
     * {@code MainListener.beforeInitialize}, or earlier through {@link #listener}: Camel reads the files before it looks for
     * beans of its properties.
     */
    public void bind(BaseMainSupport main) {
        bind(main.getCamelContext());
    }

    /** A listener that binds this loader in time. */
    public MainListenerSupport listener() {
        return new MainListenerSupport() {
            @Override
            public void beforeInitialize(BaseMainSupport main) {
                bind(main);
            }
        };
    }

    /** The loader a context reads its route files with. */
    static KoppelYamlLoader of(CamelContext context) {
        return Objects.requireNonNull(context.getRegistry().lookupByNameAndType(BEAN, KoppelYamlLoader.class));
    }

    void bind(CamelContext context) {
        setCamelContext(context);
        start();
        context.getRegistry().bind(BEAN, this);
        context.getPropertiesComponent().addPropertiesSource(new ScheduleProperties(mappings, everyMapping));
    }

    @Override
    public RouteBuilder doLoadRouteBuilder(Resource resource) throws Exception {
        String name = name(resource);
        MappingFiles read = read(resource, name);
        MappingFile file = read.files().get(0);
        List<Mistake> mistakes = new ArrayList<>(read.mistakes());
        rules.addAll(KnownRules.in(read.files()));
        if (!file.mappings().isEmpty()) {
            mistakes.addAll(Validation.file(file, rules));
        }
        if (mistakes.stream().anyMatch(mistake -> mistake.severity() == Mistake.Severity.ERROR)) {
            mappings.refuse(name, mistakes.stream().map(Mistake::toString).toList());
            throw new Mistakes(mistakes);
        }
        RouteBuilder builder;
        try {
            builder = super.doLoadRouteBuilder(resource);
        } catch (Exception e) {
            mappings.refuse(name, List.of(String.valueOf(e.getMessage())));
            throw e;
        }
        builder.addLifecycleInterceptor(new RouteBuilderLifecycleStrategy() {
            /** Camel reads the routes between these two calls and tells a mistake in them only to the log. */
            @Override
            public void beforeConfigure(RouteBuilder configured) {
                mappings.refuse(
                        name, List.of(name + ":1:1: a route of this file cannot be read; the log says which and why"));
            }

            @Override
            public void afterConfigure(RouteBuilder configured) {
                mappings.replace(name, file.mappings());
            }
        });
        return builder;
    }

    private MappingFiles read(Resource resource, String name) throws IOException {
        try (InputStream stream = resource.getInputStream()) {
            return parse(name, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** The mappings that a text of this name declares under the settings in force, and its mistakes. */
    MappingFiles parse(String name, String text) {
        return MappingFiles.parse(name, text, models);
    }

    /** The path as the integrator knows it, in the same form at the start and in a reload. */
    private static String name(Resource resource) {
        String location = resource.getLocation();
        String path = location.substring(location.indexOf(':') + 1);
        java.nio.file.Path absolute =
                java.nio.file.Path.of(path).toAbsolutePath().normalize();
        java.nio.file.Path base = java.nio.file.Path.of("").toAbsolutePath();
        return (absolute.startsWith(base) ? base.relativize(absolute) : absolute)
                .toString()
                .replace('\\', '/');
    }

    @Override
    protected YamlDeserializationContext newYamlDeserializationContext(LoadSettings settings, Resource resource) {
        YamlDeserializationContext context = super.newYamlDeserializationContext(settings, resource);
        context.addResolver(new TableMappingResolver());
        return context;
    }

    /** Lets Camel's own reading pass over the node, which {@link #doLoadRouteBuilder} has read already. */
    private static final class TableMappingResolver implements YamlDeserializerResolver {
        @Override
        public @Nullable ConstructNode resolve(String id) {
            if (EachRecord.NAME.equals(id)) {
                return new EachRecord();
            }
            return "tableMapping".equals(id) ? new Pass() : null;
        }

        /** Camel keeps resolvers in a set sorted by order and drops a second one of the same order. */
        @Override
        public int getOrder() {
            return ORDER_HIGHEST + 1;
        }
    }

    private static final class Pass implements ConstructNode {
        @Override
        public Object construct(Node node) {
            return (CamelContextCustomizer) context -> {};
        }
    }
}
