// Does something to one machine of a virtual pod: its power, its known state, its image.
// This text is the lab's to change, here or by choosing "Pipeline script from SCM": stages may be added before, between and after
// the tasks. Every task must have been run by laasTask when the block ends; laasTask() runs what is left.
// The default comes back by "Default pipeline" on the job's page.
laasOperation {
    onHost {
        stage('Act') {
            laasTask 'act'
        }
        stage('Ready') {
            laasTask 'ready'
        }
        stage('Known state') {
            laasTask 'freeze'
        }
    }
}

/** Runs the body on the agent next to the host; without one in the controller, where an administrator allows that. */
def onHost(Closure body) {
    if (env.LAAS_HOST_LABEL) {
        node(env.LAAS_HOST_LABEL) {
            body()
        }
    } else {
        body()
    }
}
