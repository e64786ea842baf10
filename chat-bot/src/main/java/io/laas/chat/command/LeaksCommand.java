package io.laas.chat.command;

import io.laas.chat.core.Answer;
import io.laas.chat.core.Block;
import io.laas.chat.core.Command;
import io.laas.chat.core.CommandModel;
import io.laas.chat.core.Invocation;
import io.laas.chat.core.Kind;
import io.laas.chat.core.Reply;
import io.laas.chat.core.Texts;
import io.laas.chat.core.Tone;
import io.laas.model.wire.HostJson;
import io.laas.model.wire.LeakJson;
import io.laas.model.wire.LeakReportJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Lists how hosts differ from the store, and removes what is left over. Asks before, with what is there. */
final class LeaksCommand implements Command {
    private static final int MOST = 10;
    private static final CommandModel MODEL = CommandModel.named("leaks")
            .seldom()
            .choice("what", "list", "repair")
            .word("lab", Kind.LAB)
            .word("host", Kind.HOST)
            .flag("yes")
            .example("leaks")
            .example("leaks list lab lab1")
            .example("leaks list host server1")
            .example("leaks repair")
            .changes()
            .build();

    private final Server server;

    LeaksCommand(Server server) {
        this.server = server;
    }

    @Override
    public CommandModel model() {
        return MODEL;
    }

    @Override
    public Answer run(Invocation in) {
        boolean some = in.args().has("lab") || in.args().has("host");
        if (in.args().text("what").orElse("list").equals("repair")) {
            return some ? in.wrong(Texts.of("leaks.all")) : repair(in);
        }
        return some ? ofSome(in) : told(in, Optional.empty());
    }

    private Answer ofSome(Invocation in) {
        Optional<String> lab = in.args().text("lab");
        Optional<String> host = in.args().text("host");
        return server.client(in)
                .hosts()
                .either(
                        all -> {
                            Set<String> chosen = all.stream()
                                    .filter(h -> lab.isEmpty() || lab.get().equals(h.lab()))
                                    .map(HostJson::id)
                                    .filter(h -> host.isEmpty() || host.get().equals(h))
                                    .collect(Collectors.toSet());
                            return chosen.isEmpty() ? nowhere(lab, host) : told(in, Optional.of(chosen));
                        },
                        error -> Problems.of(error, server.clock(in)));
    }

    private static Reply nowhere(Optional<String> lab, Optional<String> host) {
        String what = host.map(h ->
                        lab.map(l -> Texts.of("leaks.nohostin", h, l)).orElseGet(() -> Texts.of("leaks.nohost", h)))
                .orElseGet(() -> Texts.of("leaks.nolab", lab.orElse("")));
        return Reply.refused("UNKNOWN_HOST", what, Texts.of("leaks.left"));
    }

    private Reply told(Invocation in, Optional<Set<String>> hosts) {
        return server.client(in)
                .upkeep()
                .leaks()
                .either(report -> shown(report, hosts), error -> Problems.of(error, server.clock(in)));
    }

    private static Reply shown(LeakReportJson report, Optional<Set<String>> hosts) {
        List<LeakJson> leaks = report.leaks().stream()
                .filter(l -> hosts.isEmpty() || hosts.get().contains(l.host()))
                .toList();
        List<Block> blocks = new ArrayList<>();
        blocks.add(leaks.isEmpty() ? agree(report) : table(leaks));
        report.unreachable().forEach(u -> blocks.add(new Block.Text(Tone.WARNING, Texts.of("leaks.unreachable", u))));
        if (leaks.stream().anyMatch(LeaksCommand::isLeftOver)) {
            blocks.add(new Block.Text(Tone.PLAIN, Texts.of("leaks.hint")));
        }
        return Reply.done(blocks.toArray(Block[]::new));
    }

    private static Block agree(LeakReportJson report) {
        return report.unreachable().isEmpty()
                ? new Block.Text(Tone.GOOD, Texts.of("leaks.none"))
                : new Block.Text(Tone.PLAIN, Texts.of("leaks.noneasked"));
    }

    private static Block.Table table(List<LeakJson> leaks) {
        return new Block.Table(
                List.of(
                        Texts.of("column.name"),
                        Texts.of("column.what"),
                        Texts.of("column.host"),
                        Texts.of("column.vpod"),
                        Texts.of("column.difference")),
                leaks.stream()
                        .map(l -> List.of(
                                l.name(),
                                l.resource(),
                                l.host(),
                                l.vpod() == null ? "" : l.vpod(),
                                Texts.of(isLeftOver(l) ? "leaks.untracked" : "leaks.missing")))
                        .toList());
    }

    private static boolean isLeftOver(LeakJson leak) {
        return leak.kind().equals("UNTRACKED");
    }

    private Answer repair(Invocation in) {
        if (in.args().has("yes")) {
            return server.client(in)
                    .upkeep()
                    .repairLeaks()
                    .either(LeaksCommand::repaired, error -> Problems.of(error, server.clock(in)));
        }
        return server.client(in)
                .upkeep()
                .leaks()
                .either(
                        report -> report.leaks().isEmpty() ? shown(report, Optional.empty()) : ask(report),
                        error -> Problems.of(error, server.clock(in)));
    }

    private static Reply repaired(LeakReportJson left) {
        Block.Text said = new Block.Text(Tone.GOOD, Texts.of("leaks.repaired"));
        return Reply.done(said).with(shown(left, Optional.empty()).blocks().toArray(Block[]::new));
    }

    private static Reply ask(LeakReportJson report) {
        List<String> details = new ArrayList<>();
        report.leaks().stream()
                .limit(MOST)
                .map(l -> Texts.of(
                        "leaks.one." + (isLeftOver(l) ? "untracked" : "missing"), l.resource(), l.name(), l.host()))
                .forEach(details::add);
        if (report.leaks().size() > MOST) {
            details.add(Texts.of("leaks.more", report.leaks().size() - MOST));
        }
        details.add(Texts.of("leaks.goes"));
        return Reply.ask(
                new Block.Confirm(Texts.of("leaks.ask"), details, Texts.of("button.repair"), "leaks repair --yes"));
    }
}
