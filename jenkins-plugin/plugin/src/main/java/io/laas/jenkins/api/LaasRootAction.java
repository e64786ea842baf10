package io.laas.jenkins.api;

import hudson.Extension;
import hudson.model.RootAction;
import io.laas.jenkins.JenkinsFacade;
import io.laas.jenkins.LaasRuntime;
import io.laas.jenkins.LaasUnavailableException;
import io.laas.jenkins.access.LaasPermissions;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/** {@code /laas/}: the pages in the Jenkins frame, and the API below {@code api/v1}. */
@Extension
public final class LaasRootAction implements RootAction {
    private static final String API = "/api/v1/";
    private static final String NOT_OPEN =
            "{\"code\":\"UNAVAILABLE\",\"message\":\"Lab as a Service is not open; an administrator sees why under Manage Jenkins.\",\"details\":{}}";

    @Override
    public String getIconFileName() {
        return JenkinsFacade.jenkins().hasPermission(LaasPermissions.VIEW) ? "symbol-server-outline plugin-ionicons-api" : null;
    }

    @Override
    public String getDisplayName() {
        return "Lab as a Service";
    }

    @Override
    public String getUrlName() {
        return "laas";
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
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            response.setContentType("application/json");
            response.getOutputStream().write(NOT_OPEN.getBytes(StandardCharsets.UTF_8));
        }
    }
}
