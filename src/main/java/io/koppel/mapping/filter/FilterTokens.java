package io.koppel.mapping.filter;

import java.util.ArrayList;
import java.util.List;

/** Cuts a filter into its words. */
final class FilterTokens {
    /** A word of the filter: a name, operator, literal or one of {@code ( ) ,}; {@code quoted} texts are without quotes. */
    record Token(String text, boolean quoted) {}

    private FilterTokens() {}

    static List<Token> of(String filter) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < filter.length()) {
            char c = filter.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '(' || c == ')' || c == ',') {
                tokens.add(new Token(String.valueOf(c), false));
                at++;
            } else if (c == '\'') {
                at = quoted(filter, at, tokens);
            } else {
                int end = at;
                while (end < filter.length() && " \t\n(),'".indexOf(filter.charAt(end)) < 0) {
                    end++;
                }
                tokens.add(new Token(filter.substring(at, end), false));
                at = end;
            }
        }
        return tokens;
    }

    private static int quoted(String filter, int start, List<Token> tokens) {
        StringBuilder text = new StringBuilder();
        int at = start + 1;
        while (at < filter.length()) {
            char c = filter.charAt(at);
            if (c != '\'') {
                text.append(c);
                at++;
            } else if (at + 1 < filter.length() && filter.charAt(at + 1) == '\'') {
                text.append(c);
                at += 2;
            } else {
                tokens.add(new Token(text.toString(), true));
                return at + 1;
            }
        }
        throw new IllegalArgumentException("a text that starts at character " + (start + 1) + " has no closing quote");
    }
}
