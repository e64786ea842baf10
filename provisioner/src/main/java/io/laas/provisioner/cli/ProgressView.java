package io.laas.provisioner.cli;

import io.laas.model.operation.ProgressListener;

/** Shows how an operation goes on. Thread-safe. */
interface ProgressView extends ProgressListener {
    /** Nothing more comes. */
    void close();
}
