package io.laas.provisioner.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laas.model.lab.Accel;
import io.laas.model.lab.Host;
import io.laas.provisioner.hypervisor.Hypervisor;
import io.laas.provisioner.hypervisor.PodFixture;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Libvirt in a process where others load us: twice, as in an agent that reconnects, and with no context class loader. */
@Tag("libvirt-client")
@Timeout(60)
class ForeignLoaderTest {
    @TempDir
    private Path directory;

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @BeforeEach
    void forgetContext() {
        Thread.currentThread().setContextClassLoader(null);
    }

    @AfterEach
    void restoreContext() {
        Thread.currentThread().setContextClassLoader(before);
    }

    @Test
    void severalClassLoadersOfOneProcessUseLibvirtSideBySide() throws Exception {
        String uri = TestDriver.uri(directory);
        try (URLClassLoader first = loader();
                URLClassLoader second = loader()) {
            Callable<?> one = asker(first, uri);
            Callable<?> another = asker(second, uri);
            assertThat(one.getClass()).isNotSameAs(another.getClass());
            for (Callable<?> asked : List.of(one, another, one)) {
                assertThat(asked.call().toString()).contains("libvirt ");
            }
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(t -> t.getName().equals("laas-libvirt-events"))
                    .extracting(Thread::getContextClassLoader)
                    .contains(first, second);
        }
    }

    @Test
    void errorsDoNotTroubleAClassLoaderThatIsGone() throws Exception {
        List<String> complaints = new CopyOnWriteArrayList<>();
        Handler ear = new Ear(complaints);
        Logger jna = Logger.getLogger("com.sun.jna.Native");
        jna.addHandler(ear);
        try (URLClassLoader staying = loader()) {
            asker(staying, TestDriver.uri(directory)).call();
            try (URLClassLoader leaving = loader()) {
                asker(leaving, TestDriver.uri(directory)).call();
            }
            Callable<?> wrong = asker(staying, "test:///no/such/file");
            assertThatThrownBy(wrong::call).hasMessageContaining("test:///no/such/file");
        } finally {
            jna.removeHandler(ear);
        }
        assertThat(complaints).isEmpty();
    }

    private static URLClassLoader loader() throws MalformedURLException {
        List<URL> path = new ArrayList<>();
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator)) {
            path.add(Path.of(part).toUri().toURL());
        }
        return new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    private static Callable<?> asker(ClassLoader loader, String uri) throws ReflectiveOperationException {
        Class<?> type = loader.loadClass(Asker.class.getName());
        return (Callable<?>) type.getConstructor(String.class).newInstance(uri);
    }

    /** Asks a host for its version. */
    public static final class Asker implements Callable<String> {
        private final String uri;

        public Asker(String uri) {
            this.uri = uri;
        }

        @Override
        public String call() {
            Host host = PodFixture.host(
                    uri, "/var/lib/laas/simulated", uri.startsWith("test:") ? Accel.SIMULATED : Accel.AUTO);
            try (LibvirtHypervisors hypervisors = new LibvirtHypervisors();
                    Hypervisor hypervisor = hypervisors.open(host)) {
                return hypervisor.facts().version();
            }
        }
    }

    /** Hears what is logged. */
    private static final class Ear extends Handler {
        private final List<String> heard;

        Ear(List<String> heard) {
            this.heard = heard;
        }

        @Override
        public void publish(LogRecord entry) {
            heard.add(entry.getMessage());
        }

        @Override
        public void flush() {
            // nothing is kept back
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
