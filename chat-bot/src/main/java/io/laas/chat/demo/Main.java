package io.laas.chat.demo;

import java.time.InstantSource;
import java.util.Map;
import picocli.CommandLine;

/** Entry of the demo. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(run(args, System.getenv(), DemoTools.usual()));
    }

    static int run(String[] args, Map<String, String> env, DemoTools tools) {
        return new CommandLine(new DemoCommand(env, InstantSource.system(), tools))
                .setExpandAtFiles(false)
                .execute(args);
    }
}
