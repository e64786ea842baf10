package io.laas.jenkins.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.engine.Engine;
import io.laas.jenkins.LaasRuntime;
import io.laas.jenkins.config.LaasConfiguration;
import io.laas.jenkins.config.LabDefinition;
import io.laas.jenkins.testing.FakeOperations;
import io.laas.jenkins.testing.LabTexts;
import io.laas.jenkins.testing.TestBookings;
import io.laas.model.LabId;
import io.laas.model.installer.Workflow;
import io.laas.model.lab.WorkflowFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Another plugin adds to the workflow. */
@WithJenkins
class LaasWorkflowTest {
    @TestExtension
    public static final class Pods extends FakeOperations {}

    @TestExtension("whatAnExtensionAddsCounts")
    public static final class Tickets extends LaasWorkflow {
        @Override
        public List<Workflow> workflows() {
            return WorkflowFile.parse("""
                    workflow: tickets
                    tasks:
                      - {name: greet, operation: provision, after: check, script: echo hello}
                    questions:
                      - {name: ticket, title: Number of the ticket, default: none, pattern: 'none|[A-Z]+-[0-9]+'}
                    """, "tickets").workflow().stream().toList();
        }
    }

    @Test
    void whatAnExtensionAddsCounts(JenkinsRule jenkins) throws Exception {
        LaasConfiguration.get().setLabs(List.of(new LabDefinition(LabTexts.small("one", "h1"))));
        Engine engine = LaasRuntime.get().engine();

        assertThat(engine.catalogue().workflows().questions(new LabId("one")))
                .extracting(q -> q.name() + ": " + q.title())
                .containsExactly("ticket: Number of the ticket");
        TestBookings.active("ann", "pair");
        assertThat(FakeOperations.inUse().pods().started())
                .anySatisfy(order -> assertThat(order.plan().extras().tasks())
                        .extracting(t -> t.step().name())
                        .containsExactly("greet"));
    }

    @Test
    void withoutAnyNothingIsAsked(JenkinsRule jenkins) {
        LaasConfiguration.get().setLabs(List.of(new LabDefinition(LabTexts.small("one", "h1"))));

        assertThat(LaasRuntime.get().engine().catalogue().workflows().questions(new LabId("one")))
                .isEmpty();
    }
}
