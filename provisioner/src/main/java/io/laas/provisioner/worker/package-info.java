/**
 * The provisioner as the worker of a lab elsewhere: it takes operations from a controller over HTTP, does them here, and reports. It
 * knows the controller's wire format, which is the model's, and nothing else of it.
 */
package io.laas.provisioner.worker;
