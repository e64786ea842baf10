package io.laas.jenkins.api;

import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;

/** The REST API inside Jenkins' servlet container: one Jersey servlet that believes to be mapped to {@code /laas/api/v1/*}. */
public final class ApiServlet {
    /** Where the API is below Jenkins' root. */
    public static final String PATH = "/laas/api/v1";

    /** It warns of every resource object that it is no provider, which it is not meant to be. Held, so that it keeps its level. */
    private static final Logger PROVIDERS = Logger.getLogger("org.glassfish.jersey.internal.inject.Providers");

    private final ServletContainer servlet;
    private boolean initialised;

    public ApiServlet(ResourceConfig application) {
        PROVIDERS.setLevel(Level.SEVERE);
        servlet = new ServletContainer(application);
    }

    /**
     * Answers a request.
     *
     * @param rest the path below {@link #PATH}, with its leading slash
     */
    public void service(HttpServletRequest request, HttpServletResponse response, String rest)
            throws ServletException, IOException {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(ApiServlet.class.getClassLoader());
        try {
            initialise(request.getServletContext());
            servlet.service(new Mapped(request, rest), response);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private synchronized void initialise(ServletContext context) throws ServletException {
        if (!initialised) {
            servlet.init(new Config(context));
            initialised = true;
        }
    }

    /** Ends the servlet. */
    public synchronized void destroy() {
        if (initialised) {
            servlet.destroy();
            initialised = false;
        }
    }

    /** The request as the servlet container would have mapped it. */
    private static final class Mapped extends HttpServletRequestWrapper {
        private final String rest;

        Mapped(HttpServletRequest request, String rest) {
            super(request);
            this.rest = rest;
        }

        @Override
        public String getServletPath() {
            return PATH;
        }

        @Override
        public String getPathInfo() {
            return rest;
        }
    }

    private record Config(ServletContext context) implements ServletConfig {
        @Override
        public String getServletName() {
            return "laas-api";
        }

        @Override
        public ServletContext getServletContext() {
            return context;
        }

        @Override
        public String getInitParameter(String name) {
            return null;
        }

        @Override
        public Enumeration<String> getInitParameterNames() {
            return Collections.emptyEnumeration();
        }
    }
}
