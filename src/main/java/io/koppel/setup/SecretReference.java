package io.koppel.setup;

import io.koppel.odata.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a secret lies. Settings name it and never hold it (promises.md P13), so that files, listings and support bundles
 * can be passed around.
 */
public sealed interface SecretReference {
    /** The one literal that is accepted: what the built-in sandbox answers to is no secret. */
    String SANDBOX_SECRET = "sandbox";

    /** In an environment variable. */
    record Environment(String name) implements SecretReference {}

    /** In a file that holds nothing else; a line end at its end is not part of it. */
    record InFile(Path path) implements SecretReference {}

    /** The sandbox's own. */
    record Sandbox() implements SecretReference {}

    /** No secret at all: an embedded database needs none. */
    record Empty() implements SecretReference {}

    /** @throws IllegalArgumentException if the text is not a reference; the message does not repeat it */
    static SecretReference parse(String text) {
        if (text.isEmpty()) {
            return new Empty();
        }
        if (text.startsWith("env:") && text.length() > 4) {
            return new Environment(text.substring(4));
        }
        if (text.startsWith("file:") && text.length() > 5) {
            return new InFile(Path.of(text.substring(5)));
        }
        if (text.equals(SANDBOX_SECRET)) {
            return new Sandbox();
        }
        throw new IllegalArgumentException("a literal");
    }

    /**
     * Fetches the secret.
     *
     * @param home folder that relative paths start from
     * @throws IllegalArgumentException with a sentence that says where it was looked for and what to do
     */
    default Secret resolve(Path home, Map<String, String> environment) {
        if (this instanceof Environment variable) {
            String value = environment.get(variable.name());
            if (value == null || value.isEmpty()) {
                throw new IllegalArgumentException(
                        "the environment variable " + variable.name() + " is not set; set it to the secret");
            }
            return Secret.of(value);
        }
        if (this instanceof InFile file) {
            return read(home.resolve(file.path()));
        }
        return Secret.of(this instanceof Sandbox ? SANDBOX_SECRET : "");
    }

    /** Where it lies, as settings name it. */
    default String words() {
        if (this instanceof Environment variable) {
            return "env:" + variable.name();
        }
        if (this instanceof InFile file) {
            return "file:" + file.path();
        }
        return this instanceof Sandbox ? "the sandbox's own" : "none";
    }

    private static Secret read(Path path) {
        try {
            String value = Files.readString(path).stripTrailing();
            if (value.isEmpty()) {
                throw new IllegalArgumentException("the file " + path + " is empty; write the secret into it");
            }
            return Secret.of(value);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the file " + path + " cannot be read; create it with only the secret in it", e);
        }
    }
}
