package io.koppel.route;

import static org.apache.camel.dsl.yaml.common.YamlDeserializerSupport.asMappingNode;
import static org.apache.camel.dsl.yaml.common.YamlDeserializerSupport.asText;
import static org.apache.camel.dsl.yaml.common.YamlDeserializerSupport.getDeserializationContext;
import static org.apache.camel.dsl.yaml.common.YamlDeserializerSupport.setDeserializationContext;
import static org.apache.camel.dsl.yaml.common.YamlDeserializerSupport.setSteps;

import io.koppel.sync.Batch;
import io.koppel.sync.Decision;
import io.koppel.sync.Item;
import java.util.List;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.model.FilterDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.SplitDefinition;
import org.apache.camel.model.language.SimpleExpression;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * The step {@code eachRecord: {steps: …}}: lets Camel's own steps see the records of a batch one by one and puts the batch
 * together again. The body inside is an {@link Item}. A record that a {@code filter} does not let through is left out, without
 * being counted.
 */
final class EachRecord implements ConstructNode {
    static final String NAME = "eachRecord";

    /** Exchange property in which filters leave whether they let the record through. */
    private static final String KEPT = "koppelKept";

    @Override
    public Object construct(Node node) {
        SplitDefinition split = new SplitDefinition(new SimpleExpression("${body.items}"));
        split.setAggregationStrategy("#" + NAME);
        boolean steps = false;
        for (NodeTuple entry : asMappingNode(node).getValue()) {
            String key = asText(entry.getKeyNode());
            if (!"steps".equals(key)) {
                throw new IllegalArgumentException("eachRecord: unknown option '" + key + "', expected steps");
            }
            setSteps(split, setDeserializationContext(entry.getValueNode(), getDeserializationContext(node)));
            noteFilters(split.getOutputs());
            steps = true;
        }
        if (!steps) {
            throw new IllegalArgumentException("eachRecord: steps are missing; write at least one");
        }
        return split;
    }

    private static void noteFilters(List<ProcessorDefinition<?>> steps) {
        for (ProcessorDefinition<?> step : steps) {
            if (step instanceof FilterDefinition filter && filter.getStatusPropertyName() == null) {
                filter.setStatusPropertyName(KEPT);
            }
            noteFilters(step.getOutputs());
        }
    }

    /** Puts the batch back into the body and takes note of what filters held back. */
    static final class Together implements AggregationStrategy {
        @Override
        public Exchange aggregate(@Nullable Exchange before, Exchange now) {
            throw new IllegalStateException("the batch itself is needed; Camel passes it as the input exchange");
        }

        @Override
        public Exchange aggregate(@Nullable Exchange before, Exchange now, Exchange input) {
            Batch batch = input.getMessage().getBody(Batch.class);
            int index = now.getProperty(ExchangePropertyKey.SPLIT_INDEX, 0, Integer.class);
            if (Boolean.FALSE.equals(now.getProperty(KEPT, Boolean.class))) {
                batch.items().get(index).decide(new Decision.Ignored("held back by a filter of the route"));
            }
            if (before == null) {
                now.getMessage().setBody(batch);
                return now;
            }
            if (before.getException() == null && now.getException() != null) {
                before.setException(now.getException());
            }
            return before;
        }
    }
}
