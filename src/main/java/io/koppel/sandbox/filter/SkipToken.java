package io.koppel.sandbox.filter;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a page ended. On the wire it is opaque, and stays valid when the row it names is changed or gone. */
public record SkipToken(List<@Nullable Object> key, UUID id) {
    private static final String SEPARATOR = "\u001f";

    /** The text for a next link. */
    public String encode() {
        StringBuilder text = new StringBuilder(id.toString());
        for (Object value : key) {
            text.append(SEPARATOR).append(code(value));
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** @throws FilterSyntaxException when it is not one that {@link #encode} made */
    public static SkipToken decode(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            String[] parts = text.split(SEPARATOR, -1);
            List<@Nullable Object> key = new ArrayList<>();
            for (int i = 1; i < parts.length; i++) {
                key.add(value(parts[i]));
            }
            return new SkipToken(key, UUID.fromString(parts[0]));
        } catch (RuntimeException e) {
            throw new FilterSyntaxException("The skip token is not one of this service");
        }
    }

    private static String code(@Nullable Object value) {
        if (value == null) {
            return "-";
        }
        return value instanceof String
                ? "s" + value
                : value instanceof Long
                        ? "l" + value
                        : value instanceof BigDecimal
                                ? "d" + value
                                : value instanceof Boolean
                                        ? "b" + value
                                        : value instanceof UUID
                                                ? "g" + value
                                                : value instanceof LocalDate ? "y" + value : "t" + value;
    }

    private static @Nullable Object value(String code) {
        String text = code.substring(1);
        return switch (code.charAt(0)) {
            case '-' -> null;
            case 's' -> text;
            case 'l' -> Long.valueOf(text);
            case 'd' -> new BigDecimal(text);
            case 'b' -> Boolean.valueOf(text);
            case 'g' -> UUID.fromString(text);
            case 'y' -> LocalDate.parse(text);
            default -> Instant.parse(text);
        };
    }
}
