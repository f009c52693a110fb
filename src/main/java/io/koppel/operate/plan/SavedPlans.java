package io.koppel.operate.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.koppel.operate.OperationException;
import io.koppel.store.Database;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The table {@code saved_plan}: plans between being looked at and being applied, for a day. */
public final class SavedPlans {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration KEPT = Duration.ofDays(1);

    private final Database database;
    private final Clock clock;

    SavedPlans(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Keeps a plan; one that is there already stays. */
    public void keep(Plan plan) {
        byte[] content = write(plan);
        long now = clock.millis();
        database.jdbi().useTransaction(handle -> {
            handle.execute("DELETE FROM saved_plan WHERE at < ? OR id = ?", now - KEPT.toMillis(), plan.id());
            handle.execute("INSERT INTO saved_plan (id, at, content) VALUES (?, ?, ?)", plan.id(), now, content);
        });
    }

    /** @throws OperationException if it was not kept, or too long ago */
    public Plan find(String id) {
        return database.jdbi()
                .withHandle(handle -> handle.select("SELECT content FROM saved_plan WHERE id = ?", id)
                        .map((rows, context) -> rows.getBytes(1))
                        .findOne())
                .map(SavedPlans::read)
                .orElseThrow(() -> OperationException.notFound("the plan is older than a day; make it again"));
    }

    private static byte[] write(Plan plan) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(JSON.writeValueAsBytes(plan));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Plan read(byte[] content) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
            return JSON.readValue(in, Plan.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
