package io.laas.jenkins.config;

import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.BulkChange;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.model.listeners.SaveableListener;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.laas.engine.EngineSettings;
import io.laas.jenkins.JenkinsFacade;
import io.laas.jenkins.LaasRuntime;
import io.laas.model.lab.Lab;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/**
 * What an admin sets. Configuration only: bookings, operations and events are in the database and no way leads from here to them.
 * Labs take effect at once, the rest at the next start. The form is that of {@link LaasManagementLink}.
 */
@Extension
@Symbol("laas")
public final class LaasConfiguration extends GlobalConfiguration {
    private static final String KNOWN_URL = "jdbc:(h2|postgresql):.+";
    private static final String CODE = "io.jenkins.plugins.casc.";
    private static final Pattern SECRET = Pattern.compile("[?&;]password=", Pattern.CASE_INSENSITIVE);

    private volatile List<LabDefinition> labs = new ArrayList<>();
    private List<BotAccount> bots = new ArrayList<>();
    private String databaseUrl = "";
    private String databaseCredentialsId = "";
    private boolean operationsOnController;

    /** Since the start: what code has set once, it sets again at the next one. */
    private transient volatile boolean setByCode;

    /** Made when it is first asked for: what is loaded from the disk has none. */
    private transient SeenLabs seen;

    public LaasConfiguration() {
        load();
    }

    /** Returns the configuration of this Jenkins. */
    public static LaasConfiguration get() {
        return ExtensionList.lookupSingleton(LaasConfiguration.class);
    }

    @Override
    public String getDisplayName() {
        return Messages.LaasConfiguration_displayName();
    }

    public List<LabDefinition> getLabs() {
        return List.copyOf(labs);
    }

    /**
     * Sets the labs; those that use them see it at once.
     *
     * @throws IllegalArgumentException with every problem of every lab; then the labs stay as they are
     */
    @DataBoundSetter
    public void setLabs(List<LabDefinition> labs) {
        List<LabDefinition> wanted = List.copyOf(labs == null ? List.of() : labs);
        LabTexts.read(wanted);
        synchronized (this) {
            this.labs = new ArrayList<>(wanted);
        }
        if (calledByCode()) {
            setByCode = true;
        }
        save();
    }

    /** Returns whether Configuration as Code has set the labs; it would undo any other change when it is loaded the next time. */
    boolean isSetByCode() {
        return setByCode;
    }

    private static boolean calledByCode() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(f -> f.getClassName().startsWith(CODE)));
    }

    /**
     * Puts another text in the place of one lab's, if that is still there.
     *
     * @return whether it was
     * @throws IOException if the configuration cannot be written; then it stays as it is
     * @throws IllegalArgumentException with every problem of every lab; then the labs stay as they are
     */
    synchronized boolean replaceLab(String before, String text) throws IOException {
        List<LabDefinition> old = labs;
        List<LabDefinition> wanted = new ArrayList<>(old);
        int place = old.stream().map(LabDefinition::getText).toList().indexOf(before);
        if (place < 0) {
            return false;
        }
        wanted.set(place, new LabDefinition(text));
        LabTexts.read(wanted);
        boolean done = false;
        labs = wanted;
        try {
            getConfigFile().write(this);
            LaasRuntime.get().reconfigure(this);
            done = true;
        } finally {
            if (!done) {
                labs = old;
                getConfigFile().write(this);
            }
        }
        SaveableListener.fireOnChange(this, getConfigFile());
        return true;
    }

    public List<BotAccount> getBots() {
        return List.copyOf(bots);
    }

    /**
     * Sets which accounts may speak for users whose chat account is linked; nothing else is granted to them by this.
     *
     * @throws IllegalArgumentException if a name cannot be one of such an account; then the bots stay as they are
     */
    @DataBoundSetter
    public void setBots(List<BotAccount> bots) {
        List<BotAccount> wanted = List.copyOf(bots == null ? List.of() : bots);
        wanted.forEach(BotAccount::requireUsable);
        this.bots = new ArrayList<>(wanted);
        save();
    }

    /** Returns whether the account is one of the bots'. */
    public boolean isBot(String account) {
        return bots.stream().anyMatch(bot -> bot.is(account));
    }

    public String getDatabaseUrl() {
        return databaseUrl;
    }

    /**
     * Sets the JDBC URL of the database; empty: an H2 file in {@code $JENKINS_HOME/laas}.
     *
     * @throws IllegalArgumentException if it is not one of a database that LaaS knows; then the URL stays as it is
     */
    @DataBoundSetter
    public void setDatabaseUrl(String databaseUrl) {
        String wanted = Util.fixNull(databaseUrl).strip();
        requireKnown(wanted);
        this.databaseUrl = wanted;
        save();
    }

    private static void requireKnown(String url) {
        if (!url.isEmpty() && !url.matches(KNOWN_URL)) {
            throw new IllegalArgumentException(Messages.LaasConfiguration_wrongUrl());
        }
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

    /** Writes the configuration and lets the engine know, once for all changes of a form or of a reload. */
    @Override
    public synchronized void save() {
        if (BulkChange.contains(this)) {
            return;
        }
        super.save();
        LaasRuntime.get().reconfigure(this);
    }

    /** There is nothing of this on the page System but a link, so there is nothing to take from it. */
    @Override
    public boolean configure(StaplerRequest2 request, JSONObject form) {
        return true;
    }

    /** Returns what a form that is opened now sends along, so that it does not put back labs that others have changed meanwhile. */
    public String getLabsSeen() {
        return SeenLabs.mark(labs);
    }

    private SeenLabs seen() {
        if (seen == null) {
            seen = new SeenLabs();
        }
        return seen;
    }

    /**
     * Takes the whole form.
     *
     * @throws FormException with every problem of the labs, or of the field that is wrong; then everything stays as it is
     */
    synchronized void take(StaplerRequest2 request, JSONObject form) throws FormException {
        List<LabDefinition> wanted = request.bindJSONToList(LabDefinition.class, form.opt("labs"));
        List<BotAccount> wantedBots = request.bindJSONToList(BotAccount.class, form.opt("bots"));
        String wantedUrl = form.optString("databaseUrl").strip();
        String mark = form.optString("labsSeen");
        if (!seen().isCurrent(mark, labs)) {
            throw new FormException(Messages.LaasConfiguration_changedMeanwhile(), "labs");
        }
        try (BulkChange change = new BulkChange(this)) {
            wantedBots.forEach(BotAccount::requireUsable);
            requireKnown(wantedUrl);
            setLabs(wanted);
            setBots(wantedBots);
            setDatabaseUrl(wantedUrl);
            setDatabaseCredentialsId(form.optString("databaseCredentialsId"));
            setOperationsOnController(form.optBoolean("operationsOnController"));
            change.commit();
            seen().saved(mark, labs);
        } catch (IllegalArgumentException e) {
            throw new FormException(e.getMessage(), e, "labs");
        } catch (IOException e) {
            throw new FormException(Messages.LaasConfiguration_notSaved(e.getMessage()), e, "labs");
        }
    }

    /** Offers the credentials that a database can use. */
    @POST
    public ListBoxModel doFillDatabaseCredentialsIdItems(@QueryParameter String databaseCredentialsId) {
        JenkinsFacade.jenkins().checkPermission(Jenkins.ADMINISTER);
        return new StandardListBoxModel()
                .includeEmptyValue()
                .includeAs(ACL.SYSTEM2, JenkinsFacade.jenkins(), StandardUsernamePasswordCredentials.class)
                .includeCurrentValue(databaseCredentialsId);
    }

    /** Says whether the URL is one of a database that LaaS knows, and without a password. */
    @POST
    public FormValidation doCheckDatabaseUrl(@QueryParameter String value) {
        JenkinsFacade.jenkins().checkPermission(Jenkins.ADMINISTER);
        String url = Util.fixNull(value).strip();
        try {
            requireKnown(url);
        } catch (IllegalArgumentException e) {
            return FormValidation.error(e.getMessage());
        }
        return SECRET.matcher(url).find()
                ? FormValidation.warning(Messages.LaasConfiguration_secretInUrl())
                : FormValidation.ok();
    }

    /**
     * Reads the labs.
     *
     * @throws IllegalArgumentException with every problem of every lab
     */
    public List<Lab> readLabs() {
        return LabTexts.read(labs);
    }

    /**
     * Returns how the engine is opened.
     *
     * @throws IllegalArgumentException if the credentials of the database do not exist
     */
    public EngineSettings engineSettings() {
        return databaseUrl.isEmpty()
                ? EngineSettings.inDirectory(JenkinsFacade.dataDirectory())
                : EngineSettings.at(new DatabasePlace(databaseUrl, databaseCredentialsId).open());
    }
}
