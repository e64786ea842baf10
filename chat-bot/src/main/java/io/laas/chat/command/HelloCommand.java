package io.laas.chat.command;

import io.laas.chat.core.Answer;
import io.laas.chat.core.Command;
import io.laas.chat.core.CommandModel;
import io.laas.chat.core.Invocation;
import io.laas.chat.core.Kind;
import io.laas.chat.core.Subject;
import java.util.Map;

/** Says hello to the pod: a small web application is spread over its nodes and answers from outside, shown as green checks. */
final class HelloCommand implements Command {
    private static final String INSTALLER = "hello-world";
    private static final CommandModel MODEL = CommandModel.named("hello")
            .place("booking", Kind.BOOKING)
            .example("hello")
            .example("hello b-41")
            .changes()
            .build();

    private final Server server;

    HelloCommand(Server server) {
        this.server = server;
    }

    @Override
    public CommandModel model() {
        return MODEL;
    }

    @Override
    public Answer run(Invocation in) {
        return Found.booking(
                server, in, b -> InstallCommand.on(server, in, b, Subject.Kind.HELLO, INSTALLER, Map.of()));
    }
}
