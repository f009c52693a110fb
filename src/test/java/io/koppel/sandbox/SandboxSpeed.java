package io.koppel.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Measures a sandbox in another JVM: {@code SandboxSpeed BASEURL COUNT}. Not a test: it prints records per second. */
public final class SandboxSpeed {
    private static final Pattern NEXT = Pattern.compile("\"@odata.nextLink\":\"([^\"]*)\"");
    private static final Pattern ID = Pattern.compile("\"systemId\":\"([^\"]*)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private String token = "";

    private SandboxSpeed(String base) {
        this.base = base;
    }

    public static void main(String[] args) throws Exception {
        SandboxSpeed speed = new SandboxSpeed(args[0]);
        speed.run(Integer.parseInt(args[1]));
    }

    private void run(int count) throws Exception {
        String form =
                "grant_type=client_credentials&client_id=koppel&client_secret=sandbox&scope=" + base + "/.default";
        String answer = send("POST", base + "/oauth2/v2.0/token", form);
        token = answer.replaceAll(".*access_token\":\"([^\"]*).*", "$1");
        send("POST", base + "/sandbox/reset", "");
        long start = System.nanoTime();
        send("POST", base + "/sandbox/seed", "{\"customers\":" + count + "}");
        report("seed", count, start);
        for (int round = 0; round < 3; round++) {
            for (int page : new int[] {1000, 5000}) {
                List<String> ids = new ArrayList<>();
                start = System.nanoTime();
                read(
                        SandboxFixturePaths.COMPANION
                                + "/customers?$orderby=systemModifiedAt&$filter=systemModifiedAt%20ge%202020-01-01T00:00:00Z",
                        page,
                        ids,
                        false);
                report("read all columns, pages of " + page, count, start);
            }
            List<String> ids = new ArrayList<>();
            read(SandboxFixturePaths.COMPANION + "/customers?$select=systemId", 5000, ids, true);
            start = System.nanoTime();
            int writes = Math.min(ids.size(), 20_000);
            write(ids.subList(0, writes), round);
            report("PATCH in batches of 100", writes, start);
            start = System.nanoTime();
            createMultiple(writes, round);
            report("CreateMultiple of 500", writes, start);
        }
    }

    private void read(String path, int page, List<String> ids, boolean collect) throws Exception {
        String next = base + path;
        while (next != null) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(next))
                    .header("Authorization", "Bearer " + token)
                    .header("Prefer", "odata.maxpagesize=" + page)
                    .build();
            byte[] body =
                    http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
            String tail = new String(
                    body, Math.max(0, body.length - 2000), Math.min(2000, body.length), StandardCharsets.UTF_8);
            Matcher link = NEXT.matcher(tail);
            next = link.find() ? link.group(1) : null;
            if (collect) {
                Matcher id = ID.matcher(new String(body, StandardCharsets.UTF_8));
                while (id.find()) {
                    ids.add(id.group(1));
                }
            }
        }
    }

    private void write(List<String> ids, int round) throws Exception {
        for (int from = 0; from < ids.size(); from += 100) {
            StringBuilder body = new StringBuilder("{\"requests\":[");
            for (int i = from; i < Math.min(ids.size(), from + 100); i++) {
                body.append(i == from ? "" : ",")
                        .append("{\"id\":\"")
                        .append(i)
                        .append("\",\"method\":\"PATCH\",\"url\":\"");
                body.append("companies(c0000000-0000-4000-8000-00000000c0de)/customers(")
                        .append(ids.get(i));
                body.append(")\",\"headers\":{\"If-Match\":\"*\"},\"body\":{\"phoneNumber\":\"+1 ")
                        .append(round)
                        .append(i);
                body.append("\",\"addressLine2\":\"").append(round).append("\"}}");
            }
            send(
                    "POST",
                    base + "/v2.0/sandbox/api/koppel/sync/v1.0/$batch",
                    body.append("]}").toString());
        }
    }

    private void createMultiple(int rows, int round) throws Exception {
        for (int from = 0; from < rows; from += 500) {
            StringBuilder body = new StringBuilder("{\"Targets\":[");
            for (int i = from; i < Math.min(rows, from + 500); i++) {
                body.append(i == from ? "" : ",")
                        .append("{\"@odata.type\":\"Microsoft.Dynamics.CRM.account\",\"name\":\"Account ")
                        .append(round)
                        .append(' ')
                        .append(i)
                        .append("\",\"telephone1\":\"+1 ")
                        .append(i)
                        .append("\",\"address1_city\":\"City\",\"address1_line1\":\"Street ")
                        .append(i)
                        .append("\",\"creditlimit\":1000.5,\"customertypecode\":3}");
            }
            send(
                    "POST",
                    base + "/api/data/v9.2/accounts/Microsoft.Dynamics.CRM.CreateMultiple",
                    body.append("]}").toString());
        }
    }

    private String send(String method, String uri, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(uri)).method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 400) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    private static void report(String what, int count, long start) {
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%-40s %,10d records %8.2f s %,12.0f records/s%n", what, count, seconds, count / seconds);
    }

    /** Paths, without starting the sandbox that the fixture holds. */
    private static final class SandboxFixturePaths {
        static final String COMPANION =
                "/v2.0/sandbox/api/koppel/sync/v1.0/companies(c0000000-0000-4000-8000-00000000c0de)";
    }
}
