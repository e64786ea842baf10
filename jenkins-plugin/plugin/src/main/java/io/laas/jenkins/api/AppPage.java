package io.laas.jenkins.api;

import hudson.model.ModelObject;
import hudson.security.Permission;
import io.laas.jenkins.JenkinsFacade;
import io.laas.jenkins.LaasRuntime;
import io.laas.jenkins.access.LaasPermissions;
import io.laas.web.pages.Entry;
import io.laas.web.pages.Page;
import io.laas.web.pages.Pages;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.verb.GET;

/**
 * {@code /laas/app/}: the pages of the product in the Jenkins frame. Every address below it is the same page, whose script knows what to
 * show there; {@code assets/} are its scripts and styles.
 */
public final class AppPage implements StaplerProxy, ModelObject {
    private static final Pages PAGES = new Pages("");
    private static final String ASSETS = "/assets/";
    private static final String FOR_EVER = "private, max-age=31536000, immutable";

    private final LaasRootAction parent;

    AppPage(LaasRootAction parent) {
        this.parent = parent;
    }

    /** Returns the page above it, whose side panel it has. */
    public LaasRootAction getParent() {
        return parent;
    }

    /** Nobody else gets to anything below it. */
    @Override
    public Object getTarget() {
        JenkinsFacade.jenkins().checkPermission(LaasPermissions.VIEW);
        return this;
    }

    @Override
    public String getDisplayName() {
        return Messages.AppPage_displayName();
    }

    public Permission getViewPermission() {
        return LaasPermissions.VIEW;
    }

    /** Returns why nothing can be booked, for the page; empty if all is well. */
    public String getTrouble() {
        return LaasRuntime.get().trouble().orElse("");
    }

    /** Returns the script below this page; empty if this plugin was built without Node. */
    public String getScript() {
        return Pages.entry().map(Entry::script).orElse("");
    }

    /** Returns the style sheets below this page. */
    public List<String> getStyles() {
        return Pages.entry().map(Entry::styles).orElse(List.of());
    }

    /** Answers with a script or style, and with the page for every other address. */
    @GET
    public void doDynamic(StaplerRequest2 request, StaplerResponse2 response) throws IOException, ServletException {
        JenkinsFacade.jenkins().checkPermission(LaasPermissions.VIEW);
        String rest = request.getRestOfPath();
        if (rest.startsWith(ASSETS)) {
            asset(PAGES.find(rest.substring(1)), response);
        } else {
            request.getView(this, "index.jelly").forward(request, response);
        }
    }

    private static void asset(Optional<Page> found, HttpServletResponse response) throws IOException {
        if (found.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        Page page = found.get();
        response.setContentType(page.type() + ";charset=utf-8");
        response.setHeader("Cache-Control", FOR_EVER);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(page.plain().length);
        response.getOutputStream().write(page.plain());
    }
}
