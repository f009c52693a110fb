package io.koppel.operate.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Arrays;

/** What somebody at the keyboard, or whatever stands for it, is asked. */
final class Asked {
    private Asked() {}

    /** Whether the answer is yes; the end of the input counts as no. */
    static boolean confirmed(String consequence) {
        say(consequence + " Go on? (yes/no) ");
        return line().strip().equalsIgnoreCase("yes");
    }

    /** A secret, which is not shown while it is typed. */
    @SuppressWarnings("SystemConsoleNull") // it is looked at whether there is somebody at it, too
    static String secret(String question) {
        Console console = System.console();
        if (console == null || !isTerminal(console)) {
            return line();
        }
        char[] typed = console.readPassword("%s", question);
        return typed == null ? "" : new String(typed);
    }

    /** From Java 22 on there is a console although nobody sits at it, and a method that tells; before, there is none then. */
    private static boolean isTerminal(Console console) {
        return Arrays.stream(Console.class.getMethods())
                .filter(method -> method.getName().equals("isTerminal"))
                .allMatch(method -> {
                    try {
                        return (boolean) method.invoke(console);
                    } catch (ReflectiveOperationException e) {
                        return false;
                    }
                });
    }

    /** Questions go where answers of commands do not. */
    private static void say(String text) {
        System.err.print(text);
        System.err.flush();
    }

    private static String line() {
        try {
            String said = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
            return said == null ? "" : said;
        } catch (IOException e) {
            return "";
        }
    }
}
