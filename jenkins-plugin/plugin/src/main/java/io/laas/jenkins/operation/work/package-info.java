/** What runs next to the hypervisor: in an agent's process, or in the controller's where an administrator allows that. */
package io.laas.jenkins.operation.work;
