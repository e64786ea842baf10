package io.laas.chat.command;

import io.laas.chat.core.Answer;
import io.laas.chat.core.Block;
import io.laas.chat.core.Caller;
import io.laas.chat.core.Command;
import io.laas.chat.core.CommandModel;
import io.laas.chat.core.Invocation;
import io.laas.chat.core.Kind;
import io.laas.chat.core.Reply;
import io.laas.chat.core.Texts;
import io.laas.chat.core.Tone;
import io.laas.model.wire.LinkCodeJson;
import io.laas.model.wire.LinkJson;
import java.util.Optional;

/** Binds a chat account to a user: a code is got where the user is known and used where the chat account is. */
final class LinkCommand implements Command {
    private static final CommandModel MODEL = CommandModel.named("link")
            .place("code", Kind.TEXT)
            .example("link")
            .example("link 7F3K-9Q2M")
            .changes()
            .build();

    private final Server server;

    LinkCommand(Server server) {
        this.server = server;
    }

    @Override
    public CommandModel model() {
        return MODEL;
    }

    @Override
    public Answer run(Invocation in) {
        Optional<String> identity = in.caller().identity();
        Optional<String> code = in.args().text("code");
        if (identity.isEmpty()) {
            return code.isPresent() ? in.wrong(Texts.of("link.console")) : newCode(in);
        }
        return code.map(c -> link(in, identity.get(), c)).orElseGet(() -> in.wrong(Texts.of("link.nocode")));
    }

    private Reply newCode(Invocation in) {
        return server.client(in)
                .linkCode()
                .either(code -> show(in, code), error -> Problems.of(error, server.clock(in)));
    }

    private Reply show(Invocation in, LinkCodeJson code) {
        return Reply.done(
                new Block.Text(Tone.CODE, "/laas link " + code.code()),
                new Block.Text(Tone.PLAIN, Texts.of("link.use", server.clock(in).time(code.validUntil()))));
    }

    /** The service itself links; the account that is not linked yet cannot act. */
    private Reply link(Invocation in, String identity, String code) {
        Caller service =
                new Caller(in.caller().channel(), Optional.empty(), in.caller().zone());
        return server.clients()
                .apply(service)
                .link(new LinkJson(code, identity, null))
                .either(
                        l -> Reply.done(new Block.Text(Tone.GOOD, Texts.of("link.done", l.user()))),
                        error -> Problems.of(error, server.clock(in)));
    }
}
