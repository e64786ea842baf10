package io.laas.web.standalone;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.ee9.servlet.ServletContextHandler;
import org.eclipse.jetty.ee9.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The embedded Jetty: API below {@code /api/v1}, pages at {@code /}, sign of life at {@code /healthz}. Threads and connections are bounded, and with the connections the requests that wait for a thread. */
final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final int MAX_THREADS = 48;
    private static final int MIN_THREADS = 4;
    private static final int MAX_CONNECTIONS = 1000;
    private static final int MAX_HEADERS = 16 << 10;
    private static final int THREAD_IDLE_MILLIS = 30_000;
    private static final int CONNECTION_IDLE_MILLIS = 75_000;
    private static final int STOP_MILLIS = 2_000;

    private final org.eclipse.jetty.server.Server jetty;
    private final ServerConnector connector;

    private HttpServer(org.eclipse.jetty.server.Server jetty, ServerConnector connector) {
        this.jetty = jetty;
        this.connector = connector;
    }

    /**
     * Takes the address; requests wait until {@link #serve}.
     *
     * @throws StartException if that is not possible
     */
    static HttpServer bind(ServerSettings.Address address) {
        org.eclipse.jetty.server.Server jetty = new org.eclipse.jetty.server.Server(threads());
        ServerConnector connector = connector(jetty, address);
        jetty.addConnector(connector);
        jetty.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, connector));
        jetty.setErrorHandler(new EarlyErrors());
        jetty.setStopTimeout(STOP_MILLIS);
        try {
            connector.open();
        } catch (IOException e) {
            throw new StartException(
                    "cannot listen on %s port %d: %s; choose another with --bind or --port (0: any free one)"
                            .formatted(address.bind(), address.port(), e.getMessage()));
        }
        return new HttpServer(jetty, connector);
    }

    void serve(ResourceConfig application) {
        jetty.setHandler(context(application));
        try {
            jetty.start();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server cannot start: " + e.getMessage(), e);
        }
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS, THREAD_IDLE_MILLIS);
        threads.setName("laas-http");
        threads.setDaemon(true);
        return threads;
    }

    private static ServerConnector connector(org.eclipse.jetty.server.Server jetty, ServerSettings.Address address) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(MAX_HEADERS);
        ServerConnector connector = new ServerConnector(jetty, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(address.bind());
        connector.setPort(address.port());
        connector.setIdleTimeout(CONNECTION_IDLE_MILLIS);
        return connector;
    }

    private static ServletContextHandler context(ResourceConfig application) {
        ServletContextHandler context = new ServletContextHandler(ServletContextHandler.NO_SESSIONS);
        context.setContextPath("/");
        ServletHolder api = new ServletHolder("api", new ServletContainer(application));
        api.setAsyncSupported(true);
        api.setInitOrder(1);
        context.addServlet(api, "/api/v1/*");
        context.addServlet(new ServletHolder("pages", new PagesServlet()), "/");
        context.setErrorHandler(new PlainErrors());
        return context;
    }

    URI uri() {
        String host = connector.getHost().contains(":") ? "[" + connector.getHost() + "]" : connector.getHost();
        return URI.create("http://" + host + ":" + connector.getLocalPort() + "/");
    }

    /** Stops; requests that are still under way after two seconds are cut off. */
    @Override
    public void close() {
        try {
            connector.close();
            jetty.stop();
        } catch (TimeoutException e) {
            LOG.info("Requests under way were cut off");
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server did not stop: " + e.getMessage(), e);
        }
    }
}
