package io.koppel.operate.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.koppel.journal.JobStatus;
import io.koppel.operate.OperationException;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Records to JSON and back. Times are ISO 8601 in UTC. */
final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            // A record's components are its JSON; questions it answers (isFinished) are not.
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .build()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .registerModule(new SimpleModule()
                    .addSerializer(Instant.class, new Text<>())
                    .addSerializer(JobStatus.class, new StatusText()));

    private Json() {}

    static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** @throws OperationException if the text is not the JSON that was expected */
    static <T> T read(byte[] text, Class<T> type) {
        try {
            T value = MAPPER.readValue(text, type);
            if (value == null) {
                throw OperationException.invalid("the body is missing; expected a JSON object");
            }
            return value;
        } catch (UnrecognizedPropertyException e) {
            throw OperationException.invalid("unknown property '" + e.getPropertyName() + "', expected "
                    + String.join(
                            ", ",
                            e.getKnownPropertyIds().stream()
                                    .map(String::valueOf)
                                    .sorted()
                                    .toList()));
        } catch (IOException e) {
            String why = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
            throw OperationException.invalid("the body is not the JSON that was expected: " + why);
        }
    }

    /** The text as JSON, null if it is none. */
    static @Nullable JsonNode tree(byte[] text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            return null; // whoever wants the JSON says what is wrong with it
        }
    }

    private static final class Text<T> extends JsonSerializer<T> {
        @Override
        public void serialize(T value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeString(value.toString());
        }
    }

    private static final class StatusText extends JsonSerializer<JobStatus> {
        @Override
        public void serialize(JobStatus value, JsonGenerator generator, SerializerProvider provider)
                throws IOException {
            generator.writeString(value.text());
        }
    }
}
