package io.laas.jenkins.api;

import hudson.model.ModelObject;
import hudson.security.Permission;
import io.laas.jenkins.JenkinsFacade;
import io.laas.jenkins.LaasRuntime;
import io.laas.jenkins.access.LaasPermissions;
import org.kohsuke.stapler.StaplerProxy;

/** {@code /laas/labs/}: outages, virtual pods and leaks, for those who manage labs. */
public final class LabsPage implements StaplerProxy, ModelObject {
    private final LaasRootAction parent;

    LabsPage(LaasRootAction parent) {
        this.parent = parent;
    }

    /** Returns the page above it, whose side panel it has. */
    public LaasRootAction getParent() {
        return parent;
    }

    /** Nobody else gets to anything below it. */
    @Override
    public Object getTarget() {
        JenkinsFacade.jenkins().checkPermission(LaasPermissions.MANAGE_LABS);
        return this;
    }

    @Override
    public String getDisplayName() {
        return Messages.LabsPage_displayName();
    }

    public Permission getManagePermission() {
        return LaasPermissions.MANAGE_LABS;
    }

    /** Returns why nothing can be done, for the page; empty if all is well. */
    public String getTrouble() {
        return LaasRuntime.get().trouble().orElse("");
    }
}
