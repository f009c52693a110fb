package io.koppel;

import io.koppel.mapping.file.Mistakes;
import io.koppel.operate.cli.AccountsCommand;
import io.koppel.operate.cli.ApplyPlanCommand;
import io.koppel.operate.cli.AuditCommand;
import io.koppel.operate.cli.CommandFailure;
import io.koppel.operate.cli.CompareCommand;
import io.koppel.operate.cli.ConnectionCommand;
import io.koppel.operate.cli.CoupleRecordsCommand;
import io.koppel.operate.cli.CouplingsCommand;
import io.koppel.operate.cli.CustomerCommand;
import io.koppel.operate.cli.ErrorsCommand;
import io.koppel.operate.cli.ExplainCommand;
import io.koppel.operate.cli.FieldsCommand;
import io.koppel.operate.cli.FullSyncCommand;
import io.koppel.operate.cli.HistoryCommand;
import io.koppel.operate.cli.JobsCommand;
import io.koppel.operate.cli.LogCommand;
import io.koppel.operate.cli.MappingsCommand;
import io.koppel.operate.cli.MatchCommand;
import io.koppel.operate.cli.OrderCommand;
import io.koppel.operate.cli.PlanCommand;
import io.koppel.operate.cli.QuoteCommand;
import io.koppel.operate.cli.RecordCommand;
import io.koppel.operate.cli.RevertRunCommand;
import io.koppel.operate.cli.SkippedCommand;
import io.koppel.operate.cli.StatisticsCommand;
import io.koppel.operate.cli.StatusCommand;
import io.koppel.operate.cli.SynchronizeRecordsCommand;
import io.koppel.operate.cli.TokenCommandLine;
import io.koppel.operate.cli.UncoupleCommand;
import io.koppel.route.BusyPortException;
import io.koppel.setup.ConnectionException;
import io.koppel.setup.SettingsException;
import io.koppel.store.StoreException;
import java.util.List;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Spec;

/** The process: one jar, one main, many commands. */
@Command(
        name = "koppel",
        description = "Keeps Business Central and Dynamics 365 Sales in step.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:Done, and nothing failed",
            "1:Bad settings, a service that cannot be used, a busy port, or records that failed or were left out",
            "2:The command line was not understood"
        },
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            SandboxCommand.class,
            ValidateCommand.class,
            MappingTestsCommand.class,
            MappingCommand.class,
            DoctorCommand.class,
            MappingsCommand.class,
            FieldsCommand.class,
            SynchronizeRecordsCommand.class,
            CoupleRecordsCommand.class,
            MatchCommand.class,
            UncoupleCommand.class,
            SkippedCommand.class,
            RecordCommand.class,
            CouplingsCommand.class,
            JobsCommand.class,
            ConnectionCommand.class,
            OrderCommand.class,
            StatisticsCommand.class,
            CustomerCommand.class,
            QuoteCommand.class,
            LogCommand.class,
            ErrorsCommand.class,
            HistoryCommand.class,
            ExplainCommand.class,
            CompareCommand.class,
            AuditCommand.class,
            AccountsCommand.class,
            RevertRunCommand.class,
            PlanCommand.class,
            ApplyPlanCommand.class,
            FullSyncCommand.class,
            TokenCommandLine.class,
            CompletionCommand.class,
            StatusCommand.class
        })
public final class Koppel implements Runnable {
    @Spec
    private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    private Koppel() {}

    /** Ends the process with the command's exit status. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The command line, ready to execute. */
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Koppel());
        line.getSubcommands().values().forEach(sub -> sub.getCommandSpec().mixinStandardHelpOptions(true));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, where, parsed) -> explain(failure, where));
        return line;
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
        }
    }

    /** What a person can put right is told in plain sentences; anything else is a fault of Koppel and goes to the log too. */
    private static int explain(Exception failure, CommandLine where) {
        List<String> sentences = String.valueOf(failure.getMessage()).lines().toList();
        boolean foreseen = failure instanceof SettingsException
                || failure instanceof Mistakes
                || failure instanceof CommandFailure
                || failure instanceof ConnectionException
                || failure instanceof BusyPortException
                || failure instanceof StoreException;
        if (!foreseen) {
            LoggerFactory.getLogger(Koppel.class).error("unexpected: {}", failure.getMessage(), failure);
        }
        sentences.forEach(sentence -> where.getErr().println("koppel: " + sentence));
        where.getErr().flush();
        return ExitCode.SOFTWARE;
    }
}
