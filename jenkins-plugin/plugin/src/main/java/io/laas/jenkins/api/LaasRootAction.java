package io.laas.jenkins.api;

import hudson.Extension;
import hudson.model.UnprotectedRootAction;
import hudson.security.ACL;
import hudson.security.Permission;
import io.laas.jenkins.JenkinsFacade;
import io.laas.jenkins.LaasRuntime;
import io.laas.jenkins.LaasUnavailableException;
import io.laas.jenkins.access.LaasPermissions;
import io.laas.model.wire.ErrorJson;
import io.laas.model.wire.WireJson;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/**
 * {@code /laas/}: the pages in the Jenkins frame, and the API below {@code api/v1}. Jenkins lets everybody through to it, so that
 * callers of the API get the API's own errors; the pages ask for {@link LaasPermissions#VIEW} themselves.
 */
@Extension
@Symbol("laasPages")
public final class LaasRootAction implements UnprotectedRootAction {
    private static final String API = "/api/v1/";
    private static final String WITHOUT_REASON =
            "Lab as a Service is not open; an administrator of this Jenkins sees why under Manage Jenkins. Try again later.";

    @Override
    public String getIconFileName() {
        return canView() ? "symbol-server" : null;
    }

    @Override
    public String getDisplayName() {
        return Messages.LaasRootAction_displayName();
    }

    @Override
    public String getUrlName() {
        return "laas";
    }

    /** Whoever sees it comes to Jenkins for it, so it stands in the header and not in a menu. */
    @Override
    public boolean isPrimaryAction() {
        return true;
    }

    /** Returns what the pages ask for. */
    public Permission getViewPermission() {
        return LaasPermissions.VIEW;
    }

    /** Returns what the page of outages, virtual pods and leaks asks for. */
    public Permission getManagePermission() {
        return LaasPermissions.MANAGE_LABS;
    }

    private static boolean canView() {
        return JenkinsFacade.jenkins().hasPermission(LaasPermissions.VIEW);
    }

    /** Returns whether the reader is somebody whom Jenkins knows; others have no bookings and no chat accounts. */
    public boolean isSignedIn() {
        return !ACL.isAnonymous2(Jenkins.getAuthentication2());
    }

    /** Returns why nothing can be booked, for the page; empty if all is well. */
    public String getTrouble() {
        return LaasRuntime.get().trouble().orElse("");
    }

    /** Returns the pages of the product in the Jenkins frame. */
    public AppPage getApp() {
        return new AppPage(this);
    }

    /** Returns the page of outages, virtual pods and leaks. */
    public LabsPage getLabs() {
        return new LabsPage(this);
    }

    /**
     * Hands requests of the API to it. Jenkins has authenticated the caller and, for POST, looked at the crumb; each route of the
     * API checks the right it needs, so that callers get the API's own errors.
     */
    public void doDynamic(StaplerRequest2 request, StaplerResponse2 response) throws IOException, ServletException {
        String rest = request.getRestOfPath();
        if (!rest.startsWith(API)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        try {
            LaasRuntime.get().api().service(request, response, rest.substring(API.length() - 1));
        } catch (LaasUnavailableException e) {
            unavailable(response, canView() ? e.getMessage() : WITHOUT_REASON);
        }
    }

    private static void unavailable(HttpServletResponse response, String message) throws IOException {
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        byte[] body = WireJson.strict().writeValueAsBytes(new ErrorJson("UNAVAILABLE", message, Map.of()));
        response.getOutputStream().write(body);
    }
}
