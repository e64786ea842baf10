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

    /** Returns where people find LaaS, as far as this Jenkins was told its own address; empty otherwise. */
    public static String home() {
        return Optional.ofNullable(jenkins().getRootUrl())
                .map(root -> root + "laas/")
                .orElse("");
    }

    /** Returns whether Jenkins is shutting down or gone, so that what fails now is no fault of those who asked. */
    public static boolean isGoingDown() {
        Jenkins jenkins = Jenkins.getInstanceOrNull();
        return jenkins == null || jenkins.isTerminating();
    }

    public static String pluginVersion() {
        return Optional.ofNullable(jenkins().getPluginManager().whichPlugin(JenkinsFacade.class))
                .map(PluginWrapper::getVersion)
                .orElse("unknown");
    }
}
