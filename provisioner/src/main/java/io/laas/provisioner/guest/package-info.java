/** What is done inside a machine through its guest agent. */
package io.laas.provisioner.guest;
