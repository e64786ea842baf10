package io.laas.chat.console;

import java.time.InstantSource;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry of the console. */
@Command(name = "laas", mixinStandardHelpOptions = true, description = "Lab as a Service at the console.")
public final class Main implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private Main() {}

    public static void main(String[] args) {
        System.exit(run(args, System.getenv()));
    }

    static int run(String[] args, Map<String, String> env) {
        return new CommandLine(new Main())
                .setExpandAtFiles(false)
                .addSubcommand(new ChatCommand(env, InstantSource.system()))
                .execute(args);
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Name a command: chat.");
    }
}
