/** Tests of the libvirt adapter on libvirt's test driver and on real machines. */
package io.laas.provisioner.libvirt;
