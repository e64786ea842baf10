/** What a machine is told at its first boot: cloud-init's NoCloud source as a small CD image. */
package io.laas.provisioner.seed;
