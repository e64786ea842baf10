package io.laas.jenkins;

import hudson.PluginWrapper;
import java.nio.file.Path;
import java.util.Optional;
import jenkins.model.Jenkins;

/** The only place that asks for the one Jenkins, so that everything else can be tried without a controller. */
public final class JenkinsFacade {
    private JenkinsFacade() {}

    public static Jenkins jenkins() {
        return Jenkins.get();
    }

    /** Returns where LaaS keeps its data. */
    public static Path dataDirectory() {
        return jenkins().getRootDir().toPath().resolve("laas");
    }

    public static String pluginVersion() {
        return Optional.ofNullable(jenkins().getPluginManager().whichPlugin(JenkinsFacade.class))
                .map(PluginWrapper::getVersion)
                .orElse("unknown");
    }
}
