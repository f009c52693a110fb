package io.koppel.sandbox;

/** The one sandbox of the test JVM, with the demonstration company. Tests that reset it must not run beside others. */
public final class SandboxFixture {
    /** {@code companies(…)} of CRONUS on API v2.0. */
    public static final String V2 = "/v2.0/sandbox/api/v2.0/companies(c0000000-0000-4000-8000-00000000c0de)";

    public static final String COMPANION =
            "/v2.0/sandbox/api/koppel/sync/v1.0/companies(c0000000-0000-4000-8000-00000000c0de)";
    public static final String PAGES = "/v2.0/sandbox/ODataV4/Company('CRONUS')";

    private static final Sandbox SANDBOX = Sandbox.start(SandboxOptions.demo(0));
    private static final SandboxClient KOPPEL = new SandboxClient(SANDBOX.baseUrl(), "koppel");
    private static final SandboxClient PERSON = new SandboxClient(SANDBOX.baseUrl(), "person");
    private static final SandboxClient ADMIN = new SandboxClient(SANDBOX.baseUrl(), "");

    private SandboxFixture() {}

    public static Sandbox sandbox() {
        return SANDBOX;
    }

    public static SandboxClient koppel() {
        return KOPPEL;
    }

    public static SandboxClient person() {
        return PERSON;
    }

    public static SandboxClient admin() {
        return ADMIN;
    }

    /** The last sequence number of the journal. */
    public static long journalEnd() {
        long end = 0;
        while (true) {
            int here = ADMIN.get("/sandbox/journal?limit=10000&after=" + end)
                            .text()
                            .split("\"sequence\":")
                            .length
                    - 1;
            if (here == 0) {
                return end;
            }
            String text = ADMIN.get("/sandbox/journal?limit=10000&after=" + end).text();
            int at = text.lastIndexOf("\"sequence\":") + "\"sequence\":".length();
            end = Long.parseLong(text.substring(at, text.indexOf(',', at)));
        }
    }
}
