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
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader plugin = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            Class<?> guest = plugin.loadClass(ForeignHost.class.getName());
            thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
            Object owner = guest.getMethod("bookIn", Path.class).invoke(null, directory);
            assertThat(owner).isEqualTo("ann");
            assertThat(guest).isNotSameAs(ForeignHost.class);
        } finally {
            thread.setContextClassLoader(before);
        }
        assertThat(directory.resolve("laas.mv.db")).exists();
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
