package io.laas.jenkins.step

import org.jenkinsci.plugins.workflow.cps.CpsScript

/** Runs the block of laasBook with the pod as its argument; see BookedPod. Compiled in pipelines, outside the sandbox: keep it small. */
class LaasBook implements Serializable {
    private static final long serialVersionUID = 1L

    private final CpsScript script

    LaasBook(CpsScript script) {
        this.script = script
    }

    def call(Map arguments, Closure block) {
        script.steps.laasBook(arguments) { ->
            if (block.maximumNumberOfParameters == 0) {
                block()
            } else {
                block(BookedPod.of(script, script.env.LAAS_BOOKING))
            }
        }
    }

    def call(CharSequence pod, Closure block) {
        call([pod: pod], block)
    }

    def call(Map arguments) {
        script.steps.laasBookForRun(arguments)
    }

    def call(CharSequence pod) {
        call([pod: pod])
    }
}
