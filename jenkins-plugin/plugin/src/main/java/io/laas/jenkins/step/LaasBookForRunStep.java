package io.laas.jenkins.step;

import hudson.Extension;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Books a pod for the rest of the run, or for longer; {@code laasBook} without a block is this. */
public final class LaasBookForRunStep extends LaasBookStep {
    private boolean keep;

    @DataBoundConstructor
    public LaasBookForRunStep(String pod) {
        super(pod);
    }

    public boolean isKeep() {
        return keep;
    }

    @DataBoundSetter
    public void setKeep(boolean keep) {
        this.keep = keep;
    }

    @Override
    boolean keeps() {
        return keep;
    }

    /** Describes the step. */
    @Extension
    public static final class DescriptorImpl extends BookDescriptor {
        @Override
        public String getFunctionName() {
            return "laasBookForRun";
        }

        @Override
        public String getDisplayName() {
            return Messages.LaasBookForRunStep_name();
        }
    }
}
