package io.laas.jenkins.step;

import hudson.Extension;
import hudson.model.Run;
import io.laas.engine.Answer;
import io.laas.engine.account.Caller;
import io.laas.engine.booking.BookingView;
import io.laas.jenkins.LaasRuntime;
import io.laas.model.BookingId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jenkinsci.plugins.workflow.cps.CpsScript;
import org.jenkinsci.plugins.workflow.cps.GlobalVariable;
import org.jenkinsci.plugins.workflow.cps.GroovySourceFileAllowlist;

/**
 * {@code laasBook} as pipelines see it. A step cannot hand anything to its block, so a little Groovy stands before the step: it runs the
 * block with the pod as its argument, and turns {@code laasBook} without a block into {@code laasBookForRun}.
 */
@Extension
public final class BookedPod extends GlobalVariable {
    /** Tells a block its booking. */
    static final String VARIABLE = "LAAS_BOOKING";

    private static final String CLASS = "io.laas.jenkins.step.LaasBook";

    /** Pods of blocks that are about to begin, so that nothing is asked of the engine on the CPS thread. */
    private static final Map<BookingId, Map<String, Object>> READY = new ConcurrentHashMap<>();

    /** Puts a pod down for the block that is about to begin. */
    static void putDown(BookingId booking, Map<String, Object> pod) {
        READY.put(booking, pod);
    }

    /** Forgets a pod that no block took, such as one without a parameter in a shared library. */
    static void takeAway(BookingId booking) {
        READY.remove(booking);
    }

    /** Returns the bookings whose pods no block has taken yet. */
    static Set<BookingId> waiting() {
        return Set.copyOf(READY.keySet());
    }

    @Override
    public String getName() {
        return "laasBook";
    }

    @Override
    public Object getValue(CpsScript script) throws Exception {
        if (script.getBinding().hasVariable(getName())) {
            return script.getBinding().getVariable(getName());
        }
        Object value = script.getClass()
                .getClassLoader()
                .loadClass(CLASS)
                .getConstructor(CpsScript.class)
                .newInstance(script);
        script.getBinding().setVariable(getName(), value);
        return value;
    }

    /** Returns the pod of the block that the script is in; for {@code LaasBook.groovy}. */
    public static Map<String, Object> of(CpsScript script, String booking) {
        Run<?, ?> run = script.$buildNoException();
        RunBookings bookings = run == null ? null : run.getAction(RunBookings.class);
        BookingId id = BookingId.parse(booking);
        if (bookings == null || !bookings.all().contains(id)) {
            throw new IllegalStateException("Booking " + id + " is none of this run's.");
        }
        Map<String, Object> ready = READY.remove(id);
        if (ready != null) {
            return ready;
        }
        Answer<BookingView> view = LaasRuntime.get().engine().bookings().find(id, Caller.SYSTEM);
        if (view instanceof Answer.Refused<BookingView> no) {
            throw new IllegalStateException(no.refusal().message());
        }
        return PodMap.of(((Answer.Done<BookingView>) view).value());
    }

    /** Lets pipelines load {@code LaasBook.groovy} and nothing else of this plugin. */
    @Extension
    public static final class Allowed extends GroovySourceFileAllowlist {
        private final String url =
                String.valueOf(BookedPod.class.getResource("/" + CLASS.replace('.', '/') + ".groovy"));

        @Override
        public boolean isAllowed(String groovySourceFileUrl) {
            return url.equals(groovySourceFileUrl);
        }
    }
}
