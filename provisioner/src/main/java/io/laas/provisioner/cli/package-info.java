/** The provisioner by hand: commands for lab admins. */
package io.laas.provisioner.cli;
