/** Disks of machines that users saved: whose they are, who may use them, and what of them lies on hosts. */
package io.laas.engine.snapshot;
