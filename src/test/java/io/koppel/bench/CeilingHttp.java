package io.koppel.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** java.net.http and streaming Jackson, and nothing else: no retries, no budget, no error classes. */
final class CeilingHttp {
    private static final JsonFactory JSON = new JsonFactory();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final LongAdder requests = new LongAdder();
    private final LongAdder units = new LongAdder();
    private final String base;
    private final String token;

    CeilingHttp(URI sandbox) {
        base = sandbox.toString();
        try {
            String form = "grant_type=client_credentials&client_id=koppel&client_secret=sandbox&scope="
                    + encode(base + "/.default");
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(base + "/oauth2/v2.0/token"))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(form))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            token = new ObjectMapper()
                    .readTree(answer.body())
                    .get("access_token")
                    .asText();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("no token from " + base, e);
        }
    }

    /** Rows over the names of the columns asked for; the last place of a row holds its ETag. */
    record Page(List<Object[]> rows, String next, long serverTime) {}

    String token() {
        return token;
    }

    Measured.Moment moment() {
        return Measured.Moment.now(requests.sum(), units.sum());
    }

    /** One value of the first row of a set. */
    String first(String path, String column) {
        String address = path.contains("?") ? path : path + "?$select=" + column;
        return String.valueOf(page(address, List.of(column), 1).rows().get(0)[0]);
    }

    Page page(String address, List<String> columns, int size) {
        HttpRequest.Builder request = request(address).GET();
        if (size > 0) {
            request.header("Prefer", "odata.maxpagesize=" + size);
        }
        return send(request.build(), 1, response -> {
            long time = java.time.ZonedDateTime.parse(
                            response.headers().firstValue("date").orElseThrow(),
                            java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant()
                    .toEpochMilli();
            try (JsonParser parser = JSON.createParser(response.body())) {
                return rows(parser, columns, time);
            }
        });
    }

    /** Sends bytes; answers the body. */
    byte[] post(String address, String contentType, byte[] body, int budgetUnits) {
        HttpRequest request = request(address)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return send(request, budgetUnits, response -> response.body().readAllBytes());
    }

    /** Sends reads as a JSON batch; answers the rows of all of them. */
    List<Object[]> rowsOfBatch(String address, byte[] body, List<String> columns) {
        HttpRequest request = request(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return send(request, 1, response -> {
            List<Object[]> rows = new ArrayList<>();
            try (JsonParser parser = JSON.createParser(response.body())) {
                Map<String, Integer> places = places(columns);
                for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                    if (token == JsonToken.FIELD_NAME && parser.currentName().equals("value")) {
                        parser.nextToken();
                        while (parser.nextToken() == JsonToken.START_OBJECT) {
                            rows.add(row(parser, places));
                        }
                    }
                }
            }
            return rows;
        });
    }

    private static Map<String, Integer> places(List<String> columns) {
        Map<String, Integer> places = new HashMap<>();
        columns.forEach(column -> places.put(column, places.size()));
        return places;
    }

    private HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(address.startsWith("http") ? address : base + address))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .header("OData-Version", "4.0");
    }

    private interface Reader<T> {
        T read(HttpResponse<InputStream> response) throws IOException;
    }

    private <T> T send(HttpRequest request, int budgetUnits, Reader<T> reader) {
        requests.increment();
        units.add(budgetUnits);
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(request.method() + " " + response.statusCode() + " "
                        + new String(response.body().readNBytes(2000), StandardCharsets.UTF_8));
            }
            return reader.read(response);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(
                    request.method() + " " + request.uri().getPath() + ": " + e, e);
        }
    }

    private static Page rows(JsonParser parser, List<String> columns, long time) throws IOException {
        Map<String, Integer> places = places(columns);
        List<Object[]> rows = new ArrayList<>();
        String next = null;
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals("value")) {
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    rows.add(row(parser, places));
                }
            } else if (name.equals("@odata.nextLink")) {
                next = parser.getText();
            } else {
                parser.skipChildren();
            }
        }
        return new Page(rows, next, time);
    }

    private static Object[] row(JsonParser parser, Map<String, Integer> places) throws IOException {
        Object[] row = new Object[places.size() + 1];
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            Integer place = name.equals("@odata.etag") ? Integer.valueOf(places.size()) : places.get(name);
            if (place != null) {
                row[place] = value(parser, token);
            } else {
                parser.skipChildren();
            }
        }
        return row;
    }

    private static Object value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_NULL -> null;
            case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_NUMBER_INT -> new BigDecimal(parser.getLongValue());
            default -> parser.getText();
        };
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
