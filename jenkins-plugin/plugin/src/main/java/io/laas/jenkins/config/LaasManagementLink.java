package io.laas.jenkins.config;

import hudson.Extension;
import hudson.model.Descriptor.FormException;
import hudson.model.ManagementLink;
import hudson.security.Permission;
import hudson.util.FormApply;
import io.laas.jenkins.JenkinsFacade;
import io.laas.jenkins.LaasRuntime;
import jakarta.servlet.ServletException;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** Manage Jenkins, Lab as a Service: the form of {@link LaasConfiguration}. */
@Extension
@Symbol("laasConfiguration")
public final class LaasManagementLink extends ManagementLink {
    @Override
    public String getIconFileName() {
        return "symbol-server";
    }

    @Override
    public String getDisplayName() {
        return Messages.LaasConfiguration_displayName();
    }

    @Override
    public String getDescription() {
        return Messages.LaasManagementLink_description();
    }

    @Override
    public String getUrlName() {
        return "laas-configuration";
    }

    @Override
    public Permission getRequiredPermission() {
        return Jenkins.SYSTEM_READ;
    }

    @Override
    public Category getCategory() {
        return Category.CONFIGURATION;
    }

    public LaasConfiguration getConfiguration() {
        return LaasConfiguration.get();
    }

    /** Returns why the service is not open, for the page; empty if it is. */
    public String getTrouble() {
        return LaasRuntime.get().trouble().orElse("");
    }

    /** Takes the form. */
    @POST
    public HttpResponse doConfigure(StaplerRequest2 request) throws ServletException, FormException {
        JenkinsFacade.jenkins().checkPermission(Jenkins.ADMINISTER);
        getConfiguration().take(request, request.getSubmittedForm());
        return FormApply.success(request.getContextPath() + "/manage");
    }
}
