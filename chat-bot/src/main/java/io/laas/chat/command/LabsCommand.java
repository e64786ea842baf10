package io.laas.chat.command;

import io.laas.chat.core.Answer;
import io.laas.chat.core.Block;
import io.laas.chat.core.Command;
import io.laas.chat.core.CommandModel;
import io.laas.chat.core.Invocation;
import io.laas.chat.core.Reply;
import io.laas.chat.core.Texts;
import io.laas.chat.time.Clock;
import io.laas.model.wire.HostJson;
import io.laas.model.wire.LabJson;
import io.laas.model.wire.RemoteLabJson;
import java.util.List;
import java.util.Locale;

/** Lists the labs, whether one may book there, whether their hosts answer, and who serves those elsewhere. */
final class LabsCommand implements Command {
    private static final double GIB = 1024.0;
    private static final CommandModel MODEL = CommandModel.named("labs")
            .seldom()
            .choice("what", "list", "elsewhere")
            .example("labs")
            .example("labs elsewhere")
            .build();

    private final Server server;

    LabsCommand(Server server) {
        this.server = server;
    }

    @Override
    public CommandModel model() {
        return MODEL;
    }

    @Override
    public Answer run(Invocation in) {
        if (in.args().text("what").orElse("list").equals("elsewhere")) {
            Clock clock = server.clock(in);
            return server.client(in)
                    .upkeep()
                    .labsElsewhere()
                    .either(labs -> elsewhere(labs, clock), error -> Problems.of(error, clock));
        }
        return server.client(in).labs().either(labs -> with(in, labs), error -> Problems.of(error, server.clock(in)));
    }

    private Answer with(Invocation in, List<LabJson> labs) {
        if (labs.isEmpty()) {
            return Reply.text(Texts.of("labs.none"));
        }
        return server.client(in)
                .hosts()
                .either(
                        hosts -> hosts.isEmpty()
                                ? Reply.done(labs(labs))
                                : Reply.done(labs(labs)).with(hosts(hosts)),
                        error -> Problems.of(error, server.clock(in)));
    }

    private static Block.Table labs(List<LabJson> labs) {
        return new Block.Table(
                List.of(
                        Texts.of("column.lab"),
                        Texts.of("column.what"),
                        Texts.of("column.contact"),
                        Texts.of("column.zone"),
                        Texts.of("column.book")),
                labs.stream()
                        .map(l -> List.of(l.id(), l.title(), l.contact(), l.zone(), mayBook(l)))
                        .toList());
    }

    private static String mayBook(LabJson lab) {
        if (lab.mayBook()) {
            return Texts.of("labs.book");
        }
        return lab.whyNot() == null ? Texts.of("labs.nobook") : lab.whyNot();
    }

    private static Block.Table hosts(List<HostJson> hosts) {
        return new Block.Table(
                List.of(
                        Texts.of("column.host"),
                        Texts.of("column.lab"),
                        Texts.of("column.state"),
                        Texts.of("column.cores"),
                        Texts.of("column.memory"),
                        Texts.of("column.reason")),
                hosts.stream()
                        .map(h -> List.of(
                                h.id(),
                                h.lab(),
                                h.state().toLowerCase(Locale.ROOT),
                                Texts.of(
                                        "labs.cores",
                                        h.used().cores(),
                                        h.capacity().cores()),
                                Texts.of(
                                        "labs.memory",
                                        Math.round(h.used().memoryMiB() / GIB),
                                        Math.round(h.capacity().memoryMiB() / GIB)),
                                h.message() == null ? "" : h.message()))
                        .toList());
    }

    private static Reply elsewhere(List<RemoteLabJson> labs, Clock clock) {
        if (labs.isEmpty()) {
            return Reply.text(Texts.of("labs.noneelsewhere"));
        }
        List<String> headers = List.of(
                Texts.of("column.lab"),
                Texts.of("column.state"),
                Texts.of("column.heard"),
                Texts.of("column.worker"),
                Texts.of("column.account"),
                Texts.of("column.work"),
                Texts.of("column.reason"));
        List<List<String>> rows = labs.stream()
                .map(l -> List.of(
                        l.lab(),
                        state(l),
                        l.seenAt() == null ? "" : clock.shortTime(l.seenAt()),
                        l.worker() == null ? "" : l.worker(),
                        l.user(),
                        Texts.of("labs.work", l.running(), l.waiting()),
                        l.trouble() == null ? "" : l.trouble()))
                .toList();
        return Reply.done(new Block.Table(headers, rows));
    }

    private static String state(RemoteLabJson lab) {
        return switch (lab.state()) {
            case "PRESENT" -> Texts.of("labs.present");
            case "LOST" -> Texts.of("labs.lost");
            case "SILENT" -> Texts.of("labs.silent");
            case "RETIRED" -> Texts.of("labs.retired");
            default -> lab.state().toLowerCase(Locale.ROOT);
        };
    }
}
