package io.laas.jenkins.config;

import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.laas.engine.port.HostStatus;
import io.laas.jenkins.JenkinsFacade;
import io.laas.jenkins.operation.JenkinsOperations;
import io.laas.model.lab.Host;
import io.laas.model.lab.Lab;
import io.laas.model.lab.LabFile;
import io.laas.model.lab.LabFileResult;
import io.laas.model.lab.LabProblem;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** One lab, as the text of a lab file: the same format as for the stand-alone server, told wrong by the same lines. */
public final class LabDefinition extends AbstractDescribableImpl<LabDefinition> {
    private final String text;

    @DataBoundConstructor
    public LabDefinition(String text) {
        this.text = Util.fixNull(text).replace("\r\n", "\n");
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
            return Messages.LabDefinition_displayName();
        }

        /** Says what is wrong with the text of a lab file, with lines. */
        @POST
        public FormValidation doCheckText(@QueryParameter String value) {
            JenkinsFacade.jenkins().checkPermission(Jenkins.ADMINISTER);
            return new LabDefinition(value).read("lab") instanceof LabFileResult.Bad bad
                    ? error(bad)
                    : FormValidation.ok();
        }

        /** Asks each host of the lab in the form whether it answers. */
        @POST
        public FormValidation doTestConnection(@QueryParameter String text) {
            JenkinsFacade.jenkins().checkPermission(Jenkins.ADMINISTER);
            LabFileResult result = new LabDefinition(text).read("lab");
            return result instanceof LabFileResult.Good good ? asked(good.lab()) : error((LabFileResult.Bad) result);
        }

        private static FormValidation error(LabFileResult.Bad bad) {
            return FormValidation.errorWithMarkup(lines(bad.problems().stream().map(LabProblem::toString)));
        }

        private static FormValidation asked(Lab lab) {
            if (lab.hosts().isEmpty()) {
                return FormValidation.warning(Messages.LabDefinition_noHosts(lab.id()));
            }
            JenkinsOperations operations = JenkinsOperations.get();
            List<HostAnswer> answers = lab.hosts().stream()
                    .map(host -> new HostAnswer(host, operations.probe(host)))
                    .toList();
            String told = lines(answers.stream().map(HostAnswer::sentence));
            return answers.stream().allMatch(HostAnswer::online)
                    ? FormValidation.okWithMarkup(told)
                    : FormValidation.errorWithMarkup(told);
        }

        private static String lines(Stream<String> sentences) {
            return sentences.map(Util::escape).collect(Collectors.joining("<br>"));
        }

        private record HostAnswer(Host host, HostStatus status) {
            boolean online() {
                return status.state() == HostStatus.State.ONLINE;
            }

            String sentence() {
                return online()
                        ? Messages.LabDefinition_hostAnswers(host.id(), status.accel(), status.message())
                        : Messages.LabDefinition_hostDoesNotAnswer(host.id(), status.message());
            }
        }
    }
}
