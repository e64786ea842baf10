package io.laas.chat.command;

import io.laas.chat.core.Answer;
import io.laas.chat.core.Command;
import io.laas.chat.core.CommandModel;
import io.laas.chat.core.Invocation;
import io.laas.chat.core.Kind;
import io.laas.chat.core.Subject;

/** Looks whether every machine answers on its networks. */
final class CheckCommand implements Command {
    private static final CommandModel MODEL = CommandModel.named("check")
            .place("booking", Kind.BOOKING)
            .example("check")
            .example("check b-41")
            .changes()
            .build();

    private final Server server;

    CheckCommand(Server server) {
        this.server = server;
    }

    @Override
    public CommandModel model() {
        return MODEL;
    }

    @Override
    public Answer run(Invocation in) {
        return Found.booking(server, in, b -> CheckRun.on(server, in, b, Subject.Kind.CHECK));
    }
}
