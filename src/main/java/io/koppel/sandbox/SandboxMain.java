package io.koppel.sandbox;

import java.io.PrintStream;

/** The sandbox as a process of its own: {@code koppel sandbox}. */
public final class SandboxMain {
    private SandboxMain() {}

    /**
     * Starts the sandbox with the demonstration company, or empty, and says where everything is.
     *
     * @throws IllegalStateException when the port is taken
     */
    public static Sandbox run(int port, boolean demo, PrintStream out) {
        Sandbox sandbox = Sandbox.start(SandboxOptions.demo(port).withDemo(demo));
        String base = sandbox.baseUrl();
        out.println("The sandbox serves Business Central and Dataverse on " + base);
        out.println("  Business Central   " + base + "/v2.0/sandbox/api/v2.0");
        out.println("  Dataverse          " + base + "/api/data/v9.2/");
        out.println("  tokens             " + base + "/oauth2/v2.0/token  (koppel/sandbox, person/sandbox; scope "
                + base + "/.default)");
        out.println("  admin calls        " + base + "/sandbox/health");
        return sandbox;
    }

    /** {@code SandboxMain [port] [empty]}: runs until it is killed. */
    public static void main(String[] args) throws InterruptedException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : SandboxOptions.DEFAULT_PORT;
        boolean demo = args.length < 2 || !args[1].equals("empty");
        Sandbox sandbox = run(port, demo, System.out);
        Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
        Thread.currentThread().join();
    }
}
