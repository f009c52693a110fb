package io.koppel.sandbox.filter;

import org.jspecify.annotations.Nullable;

/** Cuts a query option into texts, words and single characters. */
final class Tokenizer {
    enum Kind {
        TEXT,
        WORD,
        SIGN,
        END
    }

    private final String source;
    private int at;
    private Kind kind = Kind.END;
    private String value = "";

    Tokenizer(String source) {
        this.source = source;
        advance();
    }

    Kind kind() {
        return kind;
    }

    /** The word, the sign, or the text without its quotes. */
    String value() {
        return value;
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && value.equals(word);
    }

    boolean isSign(char sign) {
        return kind == Kind.SIGN && value.charAt(0) == sign;
    }

    /** The current token's value; then goes on to the next. */
    String take() {
        String taken = value;
        advance();
        return taken;
    }

    void expect(char sign) {
        if (!isSign(sign)) {
            throw failure("expected '" + sign + "'");
        }
        advance();
    }

    FilterSyntaxException failure(String what) {
        String here = kind == Kind.END ? "the end" : "'" + value.replace("'", "''") + "'";
        return new FilterSyntaxException(what + " at " + here + " in '" + source + "'");
    }

    /** Everything up to the bracket that closes the one just taken, which is taken, too. */
    String skipBrackets() {
        StringBuilder inside = new StringBuilder();
        for (int depth = 1; depth > 0; ) {
            if (kind == Kind.END) {
                throw failure("expected ')'");
            }
            depth += isSign('(') ? 1 : isSign(')') ? -1 : 0;
            if (depth > 0) {
                inside.append(kind == Kind.TEXT ? "'" + value.replace("'", "''") + "'" : value)
                        .append(' ');
            }
            advance();
        }
        return inside.toString().strip();
    }

    private void advance() {
        while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
            at++;
        }
        if (at == source.length()) {
            kind = Kind.END;
            value = "";
            return;
        }
        char c = source.charAt(at);
        if (c == '\'' || c == '"') {
            kind = Kind.TEXT;
            value = text(c);
        } else if (isWordCharacter(c)) {
            int start = at;
            while (at < source.length() && isWordCharacter(source.charAt(at))) {
                at++;
            }
            kind = Kind.WORD;
            value = source.substring(start, at);
        } else {
            kind = Kind.SIGN;
            value = String.valueOf(c);
            at++;
        }
    }

    private String text(char quote) {
        StringBuilder text = new StringBuilder();
        for (at++; at < source.length(); at++) {
            char c = source.charAt(at);
            if (c != quote) {
                text.append(c);
            } else if (at + 1 < source.length() && source.charAt(at + 1) == quote) {
                text.append(c);
                at++;
            } else {
                at++;
                return text.toString();
            }
        }
        throw new FilterSyntaxException("a text is not closed in '" + source + "'");
    }

    private static boolean isWordCharacter(char c) {
        return Character.isLetterOrDigit(c) || "_.-:+@$".indexOf(c) >= 0;
    }

    @Nullable
    Character sign() {
        return kind == Kind.SIGN ? value.charAt(0) : null;
    }
}
