// Saves the disks of machines as images of their own; the machines go on as they are.
// This text is the lab's to change, here or by choosing "Pipeline script from SCM": stages may be added before, between and after
// the tasks. Every task must have been run by laasTask when the block ends; laasTask() runs what is left.
// The default comes back by "Default pipeline" on the job's page.
laasOperation {
    onHost {
        stage('Survey') {
            laasTask 'survey'
        }
        stage('Copy') {
            laasTask 'copy'
        }
        stage('Seal') {
            laasTask 'seal'
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
