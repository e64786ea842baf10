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
import io.laas.model.wire.MembersJson;
import io.laas.model.wire.NewProjectJson;
import io.laas.model.wire.ProjectJson;
import java.util.List;
import java.util.Optional;

/** Shows and makes projects, with which pods and configs are shared, and changes who is in them. */
final class ProjectCommand implements Command {
    private static final CommandModel MODEL = CommandModel.named("project")
            .seldom()
            .choice("action", "list", "make", "change")
            .place("project", Kind.TEXT)
            .word("with", Kind.USERS)
            .word("without", Kind.USERS)
            .example("project list")
            .example("project make nfv with @bob @carol")
            .example("project change nfv with @dave without @bob")
            .build();

    private final Server server;

    ProjectCommand(Server server) {
        this.server = server;
    }

    @Override
    public CommandModel model() {
        return MODEL;
    }

    @Override
    public Answer run(Invocation in) {
        String action = in.args().text("action").orElse("list");
        Optional<String> project = in.args().text("project");
        if (action.equals("list")) {
            return server.client(in)
                    .projects()
                    .either(ProjectCommand::table, error -> Problems.of(error, server.clock(in)));
        }
        return project.map(name -> action.equals("make") ? make(in, name) : change(in, name))
                .orElseGet(() -> in.wrong(Texts.of("project.noname", action)));
    }

    private Answer make(Invocation in, String name) {
        return server.client(in)
                .newProject(new NewProjectJson(name, users(in, "with")))
                .either(ProjectCommand::told, error -> Problems.of(error, server.clock(in)));
    }

    private Answer change(Invocation in, String name) {
        MembersJson members = new MembersJson(users(in, "with"), users(in, "without"));
        if (members.add().isEmpty() && members.remove().isEmpty()) {
            return in.wrong(Texts.of("project.nochange"));
        }
        return server.client(in)
                .projectMembers(name, members)
                .either(ProjectCommand::told, error -> Problems.of(error, server.clock(in)));
    }

    private static List<String> users(Invocation in, String word) {
        return in.args().all(word).stream()
                .map(u -> u.startsWith("@") ? u.substring(1) : u)
                .toList();
    }

    private static Reply told(ProjectJson p) {
        return Reply.done(new Block.Text(Tone.GOOD, Texts.of("project.now", p.name(), String.join(", ", p.members()))));
    }

    private static Reply table(List<ProjectJson> projects) {
        if (projects.isEmpty()) {
            return Reply.text(Texts.of("project.none"));
        }
        List<List<String>> rows = projects.stream()
                .map(p -> List.of(p.name(), p.owner(), String.join(", ", p.members())))
                .toList();
        return Reply.done(new Block.Table(
                List.of(Texts.of("column.project"), Texts.of("column.owner"), Texts.of("column.members")), rows));
    }
}
