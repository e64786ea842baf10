package io.laas.provisioner.cli;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Gives the commands what they work with. */
record CommandFactory(Surroundings here) implements IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (type == LabCommand.class) {
            return type.cast(new LabCommand(here));
        }
        if (type == PodCommand.class) {
            return type.cast(new PodCommand(here));
        }
        if (type == HostCommand.class) {
            return type.cast(new HostCommand(here));
        }
        if (type == ImageCommand.class) {
            return type.cast(new ImageCommand(here));
        }
        if (type == WorkerCommand.class) {
            return type.cast(new WorkerCommand(here));
        }
        return CommandLine.defaultFactory().create(type);
    }
}
