package io.laas.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine in a class loader that the threads calling it know nothing of, as it is in a Jenkins plugin. */
class OtherClassLoaderTest {
    /** Flyway finds no slf4j from such threads and tells java.util.logging of every migration. */
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    @TempDir
    private Path directory;

    @Test
    void opensMigratesAndBooksWithItsOwnClassLoaderAlone() throws Exception {
        FLYWAY.setLevel(Level.WARNING);
        assertThat(inAnother("bookIn", directory)).isEqualTo("ann");
        assertThat(directory.resolve("laas.mv.db")).exists();
    }

    @Test
    void findsTheDriverOfPostgresThere() throws Exception {
        assertThat(inAnother("openWithoutPostgres"))
                .startsWith("The database cannot be opened: Connection to 127.0.0.1:1 refused");
    }

    private static String inAnother(String method, Object... arguments) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader plugin = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            Class<?> guest = plugin.loadClass(ForeignHost.class.getName());
            assertThat(guest).isNotSameAs(ForeignHost.class);
            thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
            Class<?>[] types = arguments.length == 0 ? new Class<?>[0] : new Class<?>[] {Path.class};
            return (String) guest.getMethod(method, types).invoke(null, arguments);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URL[] classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(OtherClassLoaderTest::url)
                .toArray(URL[]::new);
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("class path entry " + entry, e);
        }
    }
}
