package io.laas.jenkins.bench;

import groovy.lang.Binding;
import groovy.lang.GroovyShell;
import java.util.Map;
import java.util.Optional;
import jenkins.model.Jenkins;

/** The resources of the plugin lockable-resources, which need not be there: asked through Groovy. */
final class Locks {
    private static final String MANAGER = "org.jenkins.plugins.lockableresources.LockableResourcesManager.get()";

    private final Jenkins jenkins;

    private Locks(Jenkins jenkins) {
        this.jenkins = jenkins;
    }

    /** Makes resources {@code r1} and so on with label {@code pods}; nothing if the plugin is not there. */
    static Optional<Locks> make(Jenkins jenkins, int number) {
        if (jenkins.getPlugin("lockable-resources") == null) {
            return Optional.empty();
        }
        Locks locks = new Locks(jenkins);
        locks.run("(1..%d).each { m.createResourceWithLabel(\"r$it\", it == 1 ? 'first' : 'pods') }".formatted(number));
        return Optional.of(locks);
    }

    void reserveAll() {
        run("m.reserve(m.resources.toList(), 'somebody')");
    }

    private void run(String script) {
        new GroovyShell(jenkins.getPluginManager().uberClassLoader, new Binding(Map.of()))
                .evaluate("def m = " + MANAGER + "\n" + script);
    }
}
