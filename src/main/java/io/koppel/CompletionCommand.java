package io.koppel;

import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        description = {
            "Prints a script that lets the shell complete commands and options",
            "bash: source <(koppel completion); zsh: the same after autoload -U +X bashcompinit && bashcompinit"
        })
final class CompletionCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the specification before it runs");
        }
        spec.commandLine()
                .getOut()
                .print(AutoComplete.bash("koppel", spec.root().commandLine()));
        spec.commandLine().getOut().flush();
    }
}
