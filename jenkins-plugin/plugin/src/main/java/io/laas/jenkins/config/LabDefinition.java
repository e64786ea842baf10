package io.laas.jenkins.config;

import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.laas.jenkins.JenkinsFacade;
import io.laas.jenkins.access.LaasPermissions;
import io.laas.model.lab.LabFile;
import io.laas.model.lab.LabFileResult;
import io.laas.model.lab.LabProblem;
import java.util.stream.Collectors;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** One lab, as the text of a lab file: the same format as for the stand-alone server, told wrong by the same lines. */
public final class LabDefinition extends AbstractDescribableImpl<LabDefinition> {
    private final String text;

    @DataBoundConstructor
    public LabDefinition(String text) {
        this.text = Util.fixNull(text);
    }

    public String getText() {
        return text;
    }

    /** Reads it; relative paths count from LaaS' data directory. */
    LabFileResult read(String source) {
        return LabFile.parse(text, source, JenkinsFacade.dataDirectory());
    }

    /** Describes it to Jenkins. */
    @Extension
    @Symbol("lab")
    public static final class DescriptorImpl extends Descriptor<LabDefinition> {
        @Override
        public String getDisplayName() {
            return "Lab";
        }

        /** Says what is wrong with the text of a lab file, with lines. */
        @POST
        public FormValidation doCheckText(@QueryParameter String value) {
            JenkinsFacade.jenkins().checkPermission(LaasPermissions.MANAGE_LABS);
            LabFileResult result = new LabDefinition(value).read("lab");
            if (result instanceof LabFileResult.Bad bad) {
                return FormValidation.error(
                        bad.problems().stream().map(LabProblem::toString).collect(Collectors.joining("\n")));
            }
            return FormValidation.ok();
        }
    }
}
