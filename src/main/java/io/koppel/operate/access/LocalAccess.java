package io.koppel.operate.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * How the command line finds the process of a data folder and signs in without a password: two files that only the user
 * who runs the process can read.
 */
public final class LocalAccess {
    /** Whom the command line acts as: the user who runs the process. */
    public static final String ACCOUNT = "local";

    private static final String TOKEN = "cli-token";
    private static final String ADDRESS = "koppel.port";

    private LocalAccess() {}

    /** Writes both files for a process that listens at {@code address}; each start makes a new token. */
    public static void publish(Path data, URI address, String token) {
        try {
            Files.createDirectories(data);
            writePrivately(data.resolve(TOKEN), token);
            writePrivately(data.resolve(ADDRESS), address.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot write into the data folder " + data + "; make it writable or name another with --data", e);
        }
    }

    /** Takes the files away when the process ends. */
    public static void withdraw(Path data) {
        try {
            Files.deleteIfExists(data.resolve(ADDRESS));
            Files.deleteIfExists(data.resolve(TOKEN));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove the files of the command line from " + data, e);
        }
    }

    /** Where the process of this data folder listens; empty if none has published itself. */
    public static Optional<Access> find(Path data) {
        try {
            return Optional.of(new Access(
                    URI.create(Files.readString(data.resolve(ADDRESS)).strip()),
                    Files.readString(data.resolve(TOKEN)).strip()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot read " + data.resolve(TOKEN) + "; run the command as the user who runs Koppel", e);
        }
    }

    /** An address and the token that opens it. */
    public record Access(URI address, String token) {
        @Override
        public String toString() {
            return "Access[address=" + address + "]";
        }
    }

    /** The file is made anew with the narrow rights: an old one with wider rights would keep them. */
    private static void writePrivately(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] rights = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try (var channel =
                Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), rights)) {
            channel.write(java.nio.ByteBuffer.wrap(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        }
    }
}
