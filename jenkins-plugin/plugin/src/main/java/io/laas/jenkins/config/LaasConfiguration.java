package io.laas.jenkins.config;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.security.ACL;
import io.laas.engine.EngineSettings;
import io.laas.jenkins.JenkinsFacade;
import io.laas.jenkins.LaasRuntime;
import io.laas.model.LabId;
import io.laas.model.lab.Lab;
import io.laas.model.lab.LabFileResult;
import io.laas.model.lab.LabProblem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jenkins.model.GlobalConfiguration;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * What an admin sets. Configuration only: bookings, operations and events are in the database and no way leads from here to them.
 * Labs take effect at once, the rest at the next start.
 */
@Extension
@Symbol("laas")
public final class LaasConfiguration extends GlobalConfiguration {
    private List<LabDefinition> labs = List.of();
    private String databaseUrl = "";
    private String databaseCredentialsId = "";
    private boolean operationsOnController;

    public LaasConfiguration() {
        load();
    }

    /** Returns the configuration of this Jenkins. */
    public static LaasConfiguration get() {
        return ExtensionList.lookupSingleton(LaasConfiguration.class);
    }

    public List<LabDefinition> getLabs() {
        return labs;
    }

    /** Sets the labs; those that use them see it at once. */
    @DataBoundSetter
    public void setLabs(List<LabDefinition> labs) {
        this.labs = List.copyOf(labs == null ? List.of() : labs);
        save();
    }

    public String getDatabaseUrl() {
        return databaseUrl;
    }

    /** Sets the JDBC URL of the database; empty: an H2 file in {@code $JENKINS_HOME/laas}. */
    @DataBoundSetter
    public void setDatabaseUrl(String databaseUrl) {
        this.databaseUrl = Util.fixNull(databaseUrl).strip();
        save();
    }

    public String getDatabaseCredentialsId() {
        return databaseCredentialsId;
    }

    /** Sets which credentials (user name and password) the database wants. */
    @DataBoundSetter
    public void setDatabaseCredentialsId(String databaseCredentialsId) {
        this.databaseCredentialsId = Util.fixNull(databaseCredentialsId).strip();
        save();
    }

    public boolean isOperationsOnController() {
        return operationsOnController;
    }

    /** Sets whether work on hosts without an agent label may be done in the controller's process, with libvirt loaded there. */
    @DataBoundSetter
    public void setOperationsOnController(boolean operationsOnController) {
        this.operationsOnController = operationsOnController;
        save();
    }

    @Override
    public synchronized void save() {
        super.save();
        LaasRuntime.get().reconfigure(this);
    }

    /**
     * Reads the labs.
     *
     * @throws IllegalArgumentException with every problem of every lab
     */
    public List<Lab> readLabs() {
        List<Lab> read = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Set<LabId> names = new HashSet<>();
        for (int i = 0; i < labs.size(); i++) {
            LabFileResult result = labs.get(i).read("lab " + (i + 1));
            if (result instanceof LabFileResult.Bad bad) {
                bad.problems().stream().map(LabProblem::toString).forEach(problems::add);
            } else if (result instanceof LabFileResult.Good good) {
                if (names.add(good.lab().id())) {
                    read.add(good.lab());
                } else {
                    problems.add("lab %d: there is a lab %s already; names must differ"
                            .formatted(i + 1, good.lab().id()));
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(problems.stream().collect(Collectors.joining("; ")));
        }
        return read;
    }

    /**
     * Returns how the engine is opened.
     *
     * @throws IllegalArgumentException if the credentials of the database do not exist
     */
    public EngineSettings engineSettings() {
        EngineSettings file = EngineSettings.inDirectory(JenkinsFacade.dataDirectory());
        if (databaseUrl.isEmpty()) {
            return file;
        }
        Optional<StandardUsernamePasswordCredentials> credentials = databaseCredentials();
        return EngineSettings.at(new EngineSettings.Database(
                databaseUrl,
                credentials
                        .map(StandardUsernamePasswordCredentials::getUsername)
                        .orElse(null),
                credentials.map(c -> c.getPassword().getPlainText()).orElse(null)));
    }

    private Optional<StandardUsernamePasswordCredentials> databaseCredentials() {
        if (databaseCredentialsId.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(CredentialsProvider.lookupCredentialsInItemGroup(
                        StandardUsernamePasswordCredentials.class, JenkinsFacade.jenkins(), ACL.SYSTEM2)
                .stream()
                .filter(c -> c.getId().equals(databaseCredentialsId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The database's credentials '%s' do not exist; add them or choose others under Manage Jenkins, Lab as a Service."
                                .formatted(databaseCredentialsId))));
    }
}
