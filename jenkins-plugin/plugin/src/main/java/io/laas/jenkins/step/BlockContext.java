package io.laas.jenkins.step;

import hudson.EnvVars;
import io.laas.engine.booking.BookingView;
import io.laas.model.booking.Booking;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * What a block has besides what is around it: its booking and some variables.
 *
 * @param files what is written about the pod for the block
 */
record BlockContext(Booking booking, String jumpHost, PodFiles files) {
    static BlockContext prepare(StepContext context, BookingView view) throws IOException, InterruptedException {
        PodFiles files = PodFiles.write(context, view);
        return new BlockContext(
                view.booking(), view.access().map(a -> a.address()).orElse(""), files);
    }

    List<Object> context(StepContext around) throws IOException, InterruptedException {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put(BookedPod.VARIABLE, booking.id().toString());
        variables.put("LAAS_JUMP_HOST", jumpHost);
        variables.put("LAAS_SSH_CONFIG", files.sshConfig());
        variables.put("LAAS_PDF", files.pdf());
        variables.put("LAAS_IDF", files.idf());
        EnvironmentExpander expander = EnvironmentExpander.constant(new EnvVars(variables));
        return List.of(
                new BookingScope(booking.id()),
                EnvironmentExpander.merge(around.get(EnvironmentExpander.class), expander));
    }
}
