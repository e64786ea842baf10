// Books a pod, works on it, and gives it back, however this ends.
laasBook(pod: 'demo', hours: 1, purpose: 'demo pipeline', wait: '1h') { pod ->
    stage('Use') {
        laasRun machine: 'jump', script: 'uname -a'
        laasRun machine: 'node1', script: 'echo hello > note.txt && sync'
    }
    stage('Reset') {
        laasReset()
    }
    stage('Clean again') {
        def status = laasRun(machine: 'node1', script: 'test -e note.txt', returnStatus: true)
        if (status == 0) {
            error 'note.txt should have gone with the reset'
        }
        echo 'note.txt is gone: the machine is as it was handed over'
    }
    stage('Longer') {
        laasExtend length: '10m'
    }
}
