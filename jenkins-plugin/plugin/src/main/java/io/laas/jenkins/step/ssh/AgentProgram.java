package io.laas.jenkins.step.ssh;

import hudson.model.Slave;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Jenkins' agent program on a machine: kept below {@code ~/.laas-agent}, run by the machine's own Java. */
public final class AgentProgram {
    private static final int JAVA = 17;
    private static final Pattern HOME = Pattern.compile("home (/[\\w./-]{1,200})");
    private static final Pattern VERSION = Pattern.compile("version \"(\\d{1,4})[.\"-]");
    private static final String FIND = """
            j=java; [ -n "$JAVA_HOME" ] && [ -x "$JAVA_HOME/bin/java" ] && j="$JAVA_HOME/bin/java"
            """;
    private static final String LOOK = FIND + """
            echo "home $HOME"; "$j" -version 2>&1 | head -n 5
            """;
    private static final String PUT = """
            mkdir -p "$HOME/.laas-agent" && cat > "$HOME/.laas-agent/part" && mv "$HOME/.laas-agent/part" "$HOME/.laas-agent/remoting.jar"
            """;
    private static final String RUN = FIND + """
            cd "$HOME/.laas-agent" && exec "$j" -jar remoting.jar -workDir "$HOME/.laas-agent"
            """;

    private AgentProgram() {}

    /** The two directions of a program that is talked to. */
    public record Talk(InputStream in, OutputStream out) {}

    /**
     * Returns the directory for an agent on a machine.
     *
     * @throws MachineException if the machine has no Java that Jenkins' agents can use
     */
    public static String home(Link link) throws IOException {
        String said = link.ask(RemoteScript.shell(LOOK), new byte[0]);
        Matcher version = VERSION.matcher(said);
        if (!version.find()) {
            throw new MachineException(
                    "the machine has no Java, which agents need. Use laasRun, or a config whose image has Java %d or later."
                            .formatted(JAVA));
        }
        if (Integer.parseInt(version.group(1)) < JAVA) {
            throw new MachineException(
                    "the machine has Java %s, and agents need Java %d or later. Use laasRun, or a config whose image has that."
                            .formatted(version.group(1), JAVA));
        }
        Matcher home = HOME.matcher(said);
        if (!home.lookingAt()) {
            throw new MachineException("the machine's account has no home directory with a usual name");
        }
        return home.group(1) + "/.laas-agent";
    }

    /**
     * Puts the program onto the machine and starts it; it ends with the link.
     *
     * @param log for what it says about itself
     */
    public static Talk start(Link link, OutputStream log) throws IOException {
        link.ask(RemoteScript.shell(PUT), new Slave.JnlpJar("remoting.jar").readFully());
        return link.talk(RemoteScript.shell(RUN), log);
    }
}
