/** Tasks of an operation: how they run side by side, report, stop and fail; nothing here knows what a machine is. */
package io.laas.provisioner.work;
