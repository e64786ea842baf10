/** What the provisioner needs of one host, whatever runs the machines there. */
package io.laas.provisioner.hypervisor;
