/** Measurements of the provisioner against a shell script that does the same by hand; run by {@code ./laas bench pods}. */
package io.laas.provisioner.bench;
