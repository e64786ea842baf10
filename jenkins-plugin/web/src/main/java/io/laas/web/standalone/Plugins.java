package io.laas.web.standalone;

import io.laas.model.installer.WorkflowProvider;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plugins of the stand-alone server: jars of one directory. They are read once, at the start, and run with the server's rights. */
final class Plugins implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Plugins.class);

    private final URLClassLoader loader;
    private final List<WorkflowProvider> providers;

    private Plugins(URLClassLoader loader, List<WorkflowProvider> providers) {
        this.loader = loader;
        this.providers = providers;
    }

    /**
     * Loads the jars of a directory, in the order of their names, beside what is on the class path.
     *
     * @throws StartException if they cannot be read, or one names a class that cannot be used
     */
    static Plugins in(Optional<Path> directory) {
        URLClassLoader loader = new URLClassLoader(
                "laas-plugins", directory.map(Plugins::jars).orElse(new URL[0]), Plugins.class.getClassLoader());
        try {
            List<WorkflowProvider> providers = ServiceLoader.load(WorkflowProvider.class, loader).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();
            providers.forEach(
                    p -> LOG.info("Plugin {} adds to the workflow", p.getClass().getName()));
            return new Plugins(loader, providers);
        } catch (ServiceConfigurationError | LinkageError e) {
            close(loader);
            throw new StartException(
                    "a plugin cannot be used: %s; take it away or give one built for this version of LaaS"
                            .formatted(e.getMessage()));
        }
    }

    private static URL[] jars(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(f -> f.getFileName().toString().endsWith(".jar"))
                    .sorted()
                    .map(Plugins::url)
                    .toArray(URL[]::new);
        } catch (IOException e) {
            throw new StartException(
                    "--plugins must be a directory that can be read, %s cannot be: %s".formatted(directory, e));
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new StartException("plugin %s has a name that is no URL: %s".formatted(jar, e.getMessage()));
        }
    }

    List<WorkflowProvider> providers() {
        return providers;
    }

    @Override
    public void close() {
        close(loader);
    }

    private static void close(URLClassLoader loader) {
        try {
            loader.close();
        } catch (IOException e) {
            LOG.debug("Plugins cannot be closed", e);
        }
    }
}
