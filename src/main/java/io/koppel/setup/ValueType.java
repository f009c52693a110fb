package io.koppel.setup;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the text of a setting becomes a value.
 *
 * @param expected words that complete "expected …"
 * @param reader returns the value, or throws {@link IllegalArgumentException} when the text is not as expected
 */
public record ValueType<T>(String expected, boolean secret, Function<String, T> reader) {
    private static final Pattern SHORT_DURATION = Pattern.compile("(\\d{1,6})(ms|s|m|h|d)");

    /** Any text. */
    public static ValueType<String> text() {
        return new ValueType<>("a text", false, String::strip);
    }

    /** A folder or file; relative paths are resolved by the reader of the settings. */
    public static ValueType<Path> path() {
        return new ValueType<>("a path", false, Path::of);
    }

    /** True or false. */
    public static ValueType<Boolean> flag() {
        return new ValueType<>("true or false", false, text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        });
    }

    /** A whole number between the bounds, both included. */
    public static ValueType<Integer> number(int least, int most) {
        return new ValueType<>("a whole number from " + least + " to " + most, false, text -> {
            int value = Integer.parseInt(text);
            if (value < least || value > most) {
                throw new IllegalArgumentException(text);
            }
            return value;
        });
    }

    /** A share of a whole. */
    public static ValueType<Double> share() {
        return new ValueType<>("a number above 0 and at most 1, for example 0.9", false, text -> {
            double value = Double.parseDouble(text);
            if (!(value > 0 && value <= 1)) {
                throw new IllegalArgumentException(text);
            }
            return value;
        });
    }

    /** A share of a whole in percent; 0% is allowed. */
    public static ValueType<Integer> percentage() {
        return new ValueType<>(
                "a percentage from 0% to 100%, for example 30%",
                false, text -> {
                    int value =
                            text.matches("\\d{1,3}%") ? Integer.parseInt(text.substring(0, text.length() - 1)) : 101;
                    if (value > 100) {
                        throw new IllegalArgumentException(text);
                    }
                    return value;
                });
    }

    /** A time span: {@code 30s}, {@code 12h}, {@code 90d} or ISO 8601 ({@code PT30S}). */
    public static ValueType<Duration> duration() {
        return new ValueType<>("a time span such as 30s, 10m, 12h, 90d or PT30S", false, ValueType::readDuration);
    }

    /** An absolute http or https address with a host. */
    public static ValueType<URI> address() {
        return new ValueType<>("an address that starts with https:// (or http://)", false, text -> {
            URI uri = URI.create(text);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (!web || uri.getHost() == null) {
                throw new IllegalArgumentException(text);
            }
            return uri;
        });
    }

    /** One of an enum's constants, written in lower case. */
    public static <E extends Enum<E>> ValueType<E> choice(Class<E> type) {
        E[] constants = type.getEnumConstants();
        StringBuilder words = new StringBuilder();
        for (E constant : constants) {
            words.append(words.length() == 0 ? "" : " or ")
                    .append(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        return new ValueType<>(
                words.toString(),
                false,
                text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_')));
    }

    /** A reference to a secret, never the secret itself (promises.md P13). */
    public static ValueType<SecretReference> secretReference() {
        return new ValueType<>(
                "a reference: env:NAME for an environment variable or file:PATH for a file with only the secret in it",
                true,
                SecretReference::parse);
    }

    private static Duration readDuration(String text) {
        Matcher matcher = SHORT_DURATION.matcher(text);
        if (!matcher.matches()) {
            try {
                return Duration.parse(text.toUpperCase(Locale.ROOT));
            } catch (java.time.format.DateTimeParseException e) {
                throw new IllegalArgumentException(text, e);
            }
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
