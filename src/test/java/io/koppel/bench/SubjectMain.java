package io.koppel.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A subject in a process of its own: {@code SubjectMain KEY SANDBOX HOME}. Reads commands line by line ({@code prepare FOLDER
 * WORK}, {@code first RECORDS FAILING}, {@code modified}) and answers each with a line.
 */
public final class SubjectMain {
    /** Starts each line that is an answer; everything else on the output is chatter. */
    static final String ANSWER = "@answer ";

    private SubjectMain() {}

    public static void main(String[] args) throws Exception {
        ObjectMapper json = new ObjectMapper();
        try (Subject subject = subject(args[0], URI.create(args[1]), Path.of(args[2]));
                BufferedReader commands =
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                String[] words = line.split(" ");
                System.out.println(ANSWER + json.writeValueAsString(obey(subject, words)));
            }
        } catch (Exception | Error e) {
            e.printStackTrace();
            System.exit(1);
        }
        System.exit(0);
    }

    private static Measured obey(Subject subject, String[] words) throws Exception {
        switch (words[0]) {
            case "prepare" -> {
                subject.prepare(Path.of(words[1]), Work.valueOf(words[2]));
                return Measured.NOTHING;
            }
            case "first" -> {
                return subject.first(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
            }
            default -> {
                return subject.modified();
            }
        }
    }

    private static Subject subject(String key, URI sandbox, Path home) {
        BenchConnection connection = new BenchConnection(sandbox, home);
        return switch (key) {
            case "a" -> new Ceiling(connection, false);
            case "a2" -> new Ceiling(connection, true);
            case "b" -> new KoppelSubject(connection);
            case "c" -> new PlainRoute(connection);
            default -> throw new IllegalArgumentException("unknown subject '" + key + "', expected a, a2, b or c");
        };
    }
}
