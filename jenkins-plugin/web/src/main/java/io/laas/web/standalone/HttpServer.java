package io.laas.web.standalone;

import java.io.IOException;
import java.net.URI;
import org.eclipse.jetty.ee9.servlet.ServletContextHandler;
import org.eclipse.jetty.ee9.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;

/** The embedded Jetty: API below {@code /api/v1}, status page at {@code /}, sign of life at {@code /healthz}. Threads and connections are bounded, and with the connections the requests that wait for a thread. */
final class HttpServer implements AutoCloseable {
    private static final int MAX_THREADS = 48;
    private static final int MIN_THREADS = 4;
    private static final int MAX_CONNECTIONS = 1000;
    private static final int MAX_HEADERS = 16 << 10;
    private static final int THREAD_IDLE_MILLIS = 30_000;
    private static final int CONNECTION_IDLE_MILLIS = 75_000;
    private static final int STOP_MILLIS = 2_000;

    private final org.eclipse.jetty.server.Server jetty;
    private final URI uri;

    private HttpServer(org.eclipse.jetty.server.Server jetty, URI uri) {
        this.jetty = jetty;
        this.uri = uri;
    }

    static HttpServer start(ServerSettings.Address address, ResourceConfig application) {
        org.eclipse.jetty.server.Server jetty = new org.eclipse.jetty.server.Server(threads());
        ServerConnector connector = connector(jetty, address);
        jetty.addConnector(connector);
        jetty.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, connector));
        jetty.setHandler(context(application));
        jetty.setErrorHandler(new EarlyErrors());
        jetty.setStopTimeout(STOP_MILLIS);
        try {
            connector.open();
            jetty.start();
        } catch (IOException e) {
            throw new StartException(
                    "cannot listen on %s port %d: %s; choose another with --bind or --port (0: any free one)"
                            .formatted(address.bind(), address.port(), e.getMessage()));
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server cannot start: " + e.getMessage(), e);
        }
        return new HttpServer(jetty, uri(address, connector.getLocalPort()));
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

    private static URI uri(ServerSettings.Address address, int port) {
        String host = address.bind().contains(":") ? "[" + address.bind() + "]" : address.bind();
        return URI.create("http://" + host + ":" + port + "/");
    }

    URI uri() {
        return uri;
    }

    @Override
    public void close() {
        try {
            jetty.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server did not stop: " + e.getMessage(), e);
        }
    }
}
