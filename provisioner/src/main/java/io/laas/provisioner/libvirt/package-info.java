/** The {@code Hypervisor} port over libvirt, local or remote: everything goes through the libvirt connection. */
package io.laas.provisioner.libvirt;
