package io.koppel.operate.console;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pages' templates: one file for each page, one layout, one block in it that htmx asks for again. */
final class Templates {
    private static final String LIVE_BLOCK = "live";

    private final PebbleEngine engine;

    Templates() {
        ClasspathLoader loader = new ClasspathLoader();
        loader.setPrefix("console");
        loader.setSuffix(".html");
        engine = new PebbleEngine.Builder()
                .loader(loader)
                .strictVariables(true)
                .defaultLocale(Locale.ROOT)
                .extension(new Moments())
                .build();
    }

    /** The whole page, or only what changes in it. */
    String render(String template, Map<String, @Nullable Object> model, boolean liveOnly) throws IOException {
        StringWriter html = new StringWriter();
        PebbleTemplate page = engine.getTemplate(template);
        if (liveOnly) {
            page.evaluateBlock(LIVE_BLOCK, html, model);
        } else {
            page.evaluate(html, model);
        }
        return html.toString();
    }

    /** Times and durations as people read them. */
    private static final class Moments extends AbstractExtension {
        @Override
        public Map<String, Filter> getFilters() {
            return Map.of(
                    "moment", (Simple) Words::moment,
                    "ago", (Simple) Words::ago,
                    "due", (Simple) Words::due,
                    "lasting", (Simple) Words::lasting,
                    "way", (Simple) Words::way);
        }
    }

    /** A filter without arguments. */
    private interface Simple extends Filter {
        Object apply(@Nullable Object input);

        @Override
        default @Nullable List<String> getArgumentNames() {
            return null;
        }

        @Override
        default Object apply(
                @Nullable Object input,
                Map<String, Object> arguments,
                PebbleTemplate self,
                EvaluationContext context,
                int lineNumber) {
            return apply(input);
        }
    }
}
