package io.laas.web.standalone;

import java.time.InstantSource;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of the stand-alone server. */
@Command(
        name = "laas",
        description = "Lab as a Service, stand-alone.",
        mixinStandardHelpOptions = true,
        version = ServerCommand.VERSION,
        synopsisSubcommandLabel = "COMMAND")
public final class Main implements Runnable {
    private static final String LOG_CONFIGURATION = "logback.configurationFile";

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private Main() {}

    public static void main(String[] args) {
        if (System.getProperty(LOG_CONFIGURATION) == null) {
            System.setProperty(LOG_CONFIGURATION, "io/laas/web/standalone/logback.xml");
        }
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        System.exit(commandLine(InstantSource.system()).execute(args));
    }

    static CommandLine commandLine(InstantSource clock) {
        return new CommandLine(new Main())
                .addSubcommand(new ServerCommand(clock))
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Name a command: server");
    }
}
