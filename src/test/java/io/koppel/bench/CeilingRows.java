package io.koppel.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One table of Dataverse by hand: creates by CreateMultiple, updates by a multipart batch, rows read by id. */
final class CeilingRows {
    static final String ROOT = "/api/data/v9.2/";
    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern ETAG = Pattern.compile("\"@odata.etag\":\"(W/\\\\\"\\d+\\\\\")\"");
    private static final Pattern MODIFIED = Pattern.compile("\"modifiedon\":\"([^\"]*)\"");

    private final CeilingHttp http;
    private final String set;
    private final String table;
    private final CeilingColumns columns;
    private final int[] places;

    CeilingRows(CeilingHttp http, String set, String table, CeilingColumns columns) {
        this.http = http;
        this.set = set;
        this.table = table;
        this.columns = columns;
        this.places = columns.places();
    }

    /** Writes members of an object. */
    interface Members {
        void write(JsonGenerator json, Object[] record) throws IOException;
    }

    static byte[] json(List<Object[]> records, Members members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            for (Object[] one : records) {
                members.write(json, one);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    void create(List<Object[]> records, Members members) {
        byte[] body = json(List.<Object[]>of(new Object[0]), (json, none) -> {
            json.writeStartObject();
            json.writeArrayFieldStart("Targets");
            for (Object[] one : records) {
                json.writeStartObject();
                json.writeStringField("@odata.type", "Microsoft.Dynamics.CRM." + table);
                members.write(json, one);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
        http.post(ROOT + set + "/Microsoft.Dynamics.CRM.CreateMultiple", "application/json", body, 1);
    }

    /** The mapped columns of a record. */
    void values(JsonGenerator json, Object[] one) throws IOException {
        for (int i = 0; i < places.length; i++) {
            value(json, columns.pairs().get(i)[1], one[places[i]]);
        }
    }

    static void value(JsonGenerator json, String column, Object value) throws IOException {
        if (value instanceof BigDecimal number) {
            json.writeNumberField(column, number);
        } else if (value instanceof String text && !text.isEmpty()) {
            json.writeStringField(column, text);
        }
    }

    /** Versions are not told by the bulk message, so they are read after it, as Koppel does. */
    List<Object[]> read(List<Object[]> records) {
        StringBuilder filter = new StringBuilder(
                "Microsoft.Dynamics.CRM.In(PropertyName='" + columns.target().get(0) + "',PropertyValues=[");
        for (int i = 0; i < records.size(); i++) {
            filter.append(i == 0 ? "'" : ",'").append(records.get(i)[0]).append('\'');
        }
        String address = ROOT + set + "?$select=" + String.join(",", columns.target()) + "&$filter="
                + CeilingHttp.encode(filter.append("])").toString());
        return http.page(address, columns.target(), records.size()).rows();
    }

    /**
     * Updates rows as they were read, and takes over their new times and versions; answers how many.
     *
     * @param members of the change, for each row
     */
    int update(List<Object[]> targets, Members members) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(targets.size() * 600);
        int part = 0;
        for (Object[] target : targets) {
            write(
                    body,
                    "--batch\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\nContent-ID: "
                            + ++part + "\r\n\r\nPATCH " + ROOT + set + "(" + target[0]
                            + ") HTTP/1.1\r\nContent-Type: application/json\r\nPrefer: return=representation\r\nIf-Match: "
                            + target[target.length - 1] + "\r\n\r\n");
            body.writeBytes(json(List.<Object[]>of(target), (json, one) -> {
                json.writeStartObject();
                members.write(json, one);
                json.writeEndObject();
            }));
            write(body, "\r\n");
        }
        write(body, "--batch--\r\n");
        return take(send(http, body, targets.size()), targets);
    }

    static String send(CeilingHttp http, ByteArrayOutputStream body, int parts) {
        byte[] answer = http.post(ROOT + "$batch", "multipart/mixed; boundary=batch", body.toByteArray(), parts);
        return new String(answer, StandardCharsets.UTF_8);
    }

    /** Times and versions of an answer into the rows it is about; answers how many there are. */
    static int take(String answer, List<Object[]> targets) {
        Matcher etags = ETAG.matcher(answer);
        Matcher times = MODIFIED.matcher(answer);
        int taken = 0;
        while (taken < targets.size() && etags.find() && times.find(etags.end())) {
            Object[] target = targets.get(taken++);
            target[2] = times.group(1);
            target[target.length - 1] = etags.group(1).replace("\\", "");
        }
        return taken;
    }

    static void write(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends one row to be created; answers its id. */
    static String create(CeilingHttp http, String set, String key, String id, Members members) {
        byte[] body = json(List.<Object[]>of(new Object[0]), (json, none) -> {
            json.writeStartObject();
            json.writeStringField(key, id);
            members.write(json, none);
            json.writeEndObject();
        });
        http.post(ROOT + set, "application/json", body, 1);
        return id;
    }
}
