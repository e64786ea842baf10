// Brings a virtual pod back to its known state; the keys of its users stay.
// This text is the lab's to change, here or by choosing "Pipeline script from SCM": stages may be added before, between and after
// the tasks. Every task must have been run by laasTask when the block ends; laasTask() runs what is left.
// The default comes back by "Default pipeline" on the job's page.
laasOperation {
    onHost {
        stage('Survey and networks') {
            parallel(
                survey: { laasTask 'survey' },
                networks: { laasTask 'networks' }
            )
        }
        stage('Revert') {
            laasTask 'revert'
        }
        stage('Verify') {
            laasTask 'verify'
        }
        stage('Rebuild') {
            laasTask 'rebuild'
        }
        stage('Access and check') {
            parallel(
                access: { laasTask 'access' },
                check: { laasTask 'check' }
            )
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
