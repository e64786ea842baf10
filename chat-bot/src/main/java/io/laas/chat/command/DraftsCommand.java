package io.laas.chat.command;

import io.laas.chat.client.ApiResult;
import io.laas.chat.core.Answer;
import io.laas.chat.core.Block;
import io.laas.chat.core.Command;
import io.laas.chat.core.CommandModel;
import io.laas.chat.core.Invocation;
import io.laas.chat.core.Kind;
import io.laas.chat.core.Reply;
import io.laas.chat.core.Texts;
import io.laas.chat.core.Tone;
import io.laas.chat.time.Clock;
import io.laas.model.wire.DraftJson;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Lists and deletes the drafts of bookings that the caller puts together in the pages; only the pages know what is in them. */
final class DraftsCommand implements Command {
    private static final CommandModel MODEL = CommandModel.named("drafts")
            .seldom()
            .choice("action", "list", "delete")
            .place("draft", Kind.TEXT)
            .flag("yes")
            .example("drafts")
            .example("drafts delete 7")
            .example("drafts delete 7 --yes")
            .changes()
            .build();

    private final Server server;

    DraftsCommand(Server server) {
        this.server = server;
    }

    @Override
    public CommandModel model() {
        return MODEL;
    }

    @Override
    public Answer run(Invocation in) {
        Optional<String> draft = in.args().text("draft");
        if (in.args().text("action").orElse("list").equals("list")) {
            return draft.<Answer>map(extra -> in.wrong(Texts.of("drafts.extra", extra)))
                    .orElseGet(() ->
                            told(in, server.client(in).planning().drafts(), list -> table(list, server.clock(in))));
        }
        return draft.map(id -> delete(in, id)).orElseGet(() -> in.wrong(Texts.of("drafts.which")));
    }

    private Reply delete(Invocation in, String id) {
        if (in.args().has("yes")) {
            return told(
                    in,
                    server.client(in).planning().deleteDraft(id),
                    d -> Reply.done(new Block.Text(Tone.GOOD, Texts.of("drafts.deleted", name(d)))));
        }
        return told(in, server.client(in).planning().draft(id), DraftsCommand::ask);
    }

    private static Reply ask(DraftJson draft) {
        return Reply.ask(new Block.Confirm(
                Texts.of("drafts.ask", name(draft)),
                List.of(Texts.of("drafts.kept")),
                Texts.of("button.delete"),
                "drafts delete " + draft.id() + " --yes"));
    }

    private <T> Reply told(Invocation in, ApiResult<T> result, Function<T, Reply> done) {
        return result.either(done, error -> Problems.of(error, server.clock(in)));
    }

    private static Reply table(List<DraftJson> drafts, Clock clock) {
        if (drafts.isEmpty()) {
            return Reply.text(Texts.of("drafts.none"));
        }
        List<List<String>> rows = drafts.stream()
                .map(d -> List.of(String.valueOf(d.id()), title(d), clock.shortTime(d.changedAt())))
                .toList();
        return Reply.done(
                new Block.Table(
                        List.of(Texts.of("column.draft"), Texts.of("column.title"), Texts.of("column.changed")), rows),
                new Block.Text(Tone.PLAIN, Texts.of("drafts.goon")));
    }

    private static String name(DraftJson draft) {
        return title(draft).isEmpty() ? String.valueOf(draft.id()) : draft.id() + " (" + title(draft) + ")";
    }

    private static String title(DraftJson draft) {
        return draft.title() == null ? "" : draft.title();
    }
}
