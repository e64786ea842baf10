package io.laas.chat.core;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A command's model as picocli knows it: no files expanded, nothing interpolated, no colours. */
final class PicocliModel {
    private PicocliModel() {}

    static Args parse(CommandModel model, String[] arguments) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(new Object()).name(model.name());
        spec.interpolateVariables(false);
        int place = 0;
        for (Param param : model.params()) {
            if (param.form() == Param.Form.PLACE) {
                spec.addPositional(positional(param, place++));
            } else {
                spec.addOption(option(param));
            }
        }
        CommandLine line = new CommandLine(spec)
                .setExpandAtFiles(false)
                .setTrimQuotes(false)
                .setOptionsCaseInsensitive(true)
                .setAbbreviatedOptionsAllowed(true)
                .setPosixClusteredShortOptionsAllowed(false)
                .setOverwrittenOptionsAllowed(false)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        return values(model, line.parseArgs(arguments));
    }

    private static PositionalParamSpec positional(Param param, int place) {
        return PositionalParamSpec.builder()
                .index(param.rest() ? place + "..*" : String.valueOf(place))
                .arity(param.rest() ? "0..*" : param.required() ? "1" : "0..1")
                .required(param.required())
                .paramLabel(param.name())
                .type(List.class)
                .auxiliaryTypes(String.class)
                .build();
    }

    private static OptionSpec option(Param param) {
        boolean flag = param.form() == Param.Form.FLAG;
        OptionSpec.Builder option = OptionSpec.builder("--" + param.name()).arity(flag ? "0" : "1");
        if (flag) {
            return option.type(boolean.class).build();
        }
        return param.repeated()
                ? option.type(List.class).auxiliaryTypes(String.class).build()
                : option.type(String.class).build();
    }

    private static Args values(CommandModel model, CommandLine.ParseResult result) {
        Map<String, List<String>> values = new HashMap<>();
        for (Param param : model.params()) {
            List<String> given = param.form() == Param.Form.PLACE
                    ? place(model, result, param)
                    : result.hasMatchedOption("--" + param.name())
                            ? result.matchedOption("--" + param.name()).originalStringValues()
                            : List.of();
            if (!given.isEmpty()) {
                values.put(param.name(), given);
            } else if (param.form() == Param.Form.FLAG && result.hasMatchedOption("--" + param.name())) {
                values.put(param.name(), List.of("true"));
            }
        }
        return new Args(values);
    }

    private static List<String> place(CommandModel model, CommandLine.ParseResult result, Param param) {
        int index = model.places().indexOf(param);
        PositionalParamSpec spec = result.commandSpec().positionalParameters().get(index);
        return spec.originalStringValues();
    }
}
