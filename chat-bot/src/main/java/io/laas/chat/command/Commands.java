package io.laas.chat.command;

import io.laas.chat.core.Caller;
import io.laas.chat.core.Command;
import io.laas.chat.core.CommandModel;
import io.laas.chat.core.TextFiles;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** All commands of the chat. */
public final class Commands {
    private Commands() {}

    /** Returns the commands in the order of the help. */
    public static List<Command> all(Server server) {
        return all(server, (caller, zone) -> {}, Optional.empty());
    }

    /**
     * Returns the commands in the order of the help.
     *
     * @param zoneChanged hears of time zones that callers have set
     * @param files of the machine at which the only caller sits; empty where callers are elsewhere
     */
    public static List<Command> all(Server server, BiConsumer<Caller, ZoneId> zoneChanged, Optional<TextFiles> files) {
        List<Command> commands = new ArrayList<>(List.of(
                new BookCommand(server),
                new ExtendCommand(server),
                new KeepCommand(server),
                new MoveCommand(server),
                new AcceptCommand(server),
                new PassCommand(server),
                new ResetCommand(server),
                new MachineCommand(server),
                new SnapshotCommand(server),
                new SnapshotsCommand(server),
                new StatusCommand(server),
                new ReleaseCommand(server),
                new HandoverCommand(server),
                new ApproveCommand(server),
                new DenyCommand(server),
                new ListCommand(server),
                new DraftsCommand(server),
                new PodsCommand(server),
                new PodCommand(server, files),
                new ConfigCommand(server),
                new LabsCommand(server),
                new ImagesCommand(server),
                new ProjectCommand(server),
                new AccessCommand(server),
                new KeysCommand(server),
                new HelloCommand(server),
                new InstallCommand(server),
                new CheckCommand(server),
                new OutageCommand(server),
                new VpodsCommand(server),
                new LeaksCommand(server),
                new StatsCommand(server),
                new CalendarCommand(server),
                new ZoneCommand(server, zoneChanged),
                new LinkCommand(server)));
        List<CommandModel> models =
                new ArrayList<>(commands.stream().map(Command::model).toList());
        HelpCommand help = new HelpCommand(() -> List.copyOf(models));
        models.add(help.model());
        commands.add(help);
        return List.copyOf(commands);
    }
}
