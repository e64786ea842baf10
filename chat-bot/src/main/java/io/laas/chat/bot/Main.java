package io.laas.chat.bot;

import java.time.InstantSource;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry of the bot. */
@Command(name = "laas", mixinStandardHelpOptions = true, description = "Lab as a Service in chats.")
public final class Main implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private Main() {}

    public static void main(String[] args) {
        System.setProperty("logback.configurationFile", "io/laas/chat/bot/logback.xml");
        System.exit(run(args, System.getenv()));
    }

    static int run(String[] args, Map<String, String> env) {
        return commandLine(env).execute(args);
    }

    static CommandLine commandLine(Map<String, String> env) {
        return new CommandLine(new Main())
                .setExpandAtFiles(false)
                .addSubcommand(new BotCommand(env, InstantSource.system()));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Name a command: bot.");
    }
}
