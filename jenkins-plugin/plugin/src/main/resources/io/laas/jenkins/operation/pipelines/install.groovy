// Puts an installer's software on the machines of a virtual pod, step by step.
// This text is the lab's to change, here or by choosing "Pipeline script from SCM": stages may be added before, between and after
// the tasks. Every task must have been run by laasTask when the block ends; laasTask() runs what is left. The steps of the installer
// are tasks between 'prepare' and 'finish'; asked for 'finish', laasTask runs them first, and the log shows each of them.
// The default comes back by "Default pipeline" on the job's page.
laasOperation {
    onHost {
        stage('Prepare') {
            laasTask 'prepare'
        }
        stage('Install') {
            laasTask 'finish'
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
