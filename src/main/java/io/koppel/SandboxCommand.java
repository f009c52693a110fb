package io.koppel;

import io.koppel.operate.cli.CommandFailure;
import io.koppel.sandbox.Sandbox;
import io.koppel.sandbox.SandboxMain;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "sandbox", description = "Runs only the sandbox: stand-ins of Business Central and Dataverse")
final class SandboxCommand implements Callable<Integer> {
    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port (default: ${DEFAULT-VALUE}); 0 takes any free one",
            defaultValue = "8090")
    private int port;

    @Option(names = "--empty", description = "Without the demonstration company's records")
    private boolean empty;

    @Override
    public Integer call() {
        Sandbox sandbox;
        try {
            sandbox = SandboxMain.run(port, !empty, System.out);
        } catch (IllegalStateException e) {
            throw new CommandFailure("cannot start the sandbox on port " + port
                    + ", most probably because another program listens there; end it or choose another with --port");
        }
        System.out.flush();
        UntilEnded.await(sandbox::close);
        return 0;
    }
}
