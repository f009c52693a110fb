package io.koppel.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Java process on this class path that is given commands and answers them. */
final class BenchProcess implements AutoCloseable {
    /** What the command {@code koppel} gives to Java. */
    private static final String AS_SHIPPED = "-XX:G1HeapRegionSize=4m";

    private static final ObjectMapper JSON = new ObjectMapper();
    private final Process process;
    private final BufferedReader out;
    private final PrintWriter in;
    private final Path log;

    private BenchProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        in = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /** @param log where its error output goes */
    static BenchProcess start(String heap, Path log, String main, String... arguments) throws IOException {
        Files.createDirectories(log.getParent());
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + heap));
        if (main.equals(SubjectMain.class.getName())) {
            command.add(AS_SHIPPED);
            String more = System.getProperty("bench.java", "").strip();
            if (!more.isEmpty()) {
                command.addAll(List.of(more.split(" ")));
            }
        }
        command.addAll(List.of("-classpath", System.getProperty("java.class.path"), main));
        command.addAll(List.of(arguments));
        return new BenchProcess(
                new ProcessBuilder(command).redirectError(log.toFile()).start(), log);
    }

    /** Sends a command and waits for what was measured. */
    Measured ask(String command) throws IOException {
        in.println(command);
        return JSON.readValue(await(SubjectMain.ANSWER), Measured.class);
    }

    /** Reads until a line that starts so; answers the rest of it. */
    String await(String start) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(start)) {
                return line.substring(start.length());
            }
        }
        throw new IllegalStateException("a process ended early; see " + log);
    }

    /** The most memory it ever held, in megabytes, as Linux counts it; 0 where that is not told. */
    long peakMegabytes() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() throws InterruptedException {
        in.close();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
