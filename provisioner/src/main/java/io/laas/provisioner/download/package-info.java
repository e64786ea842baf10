/** Files from web servers, kept on the machine where operations run. */
package io.laas.provisioner.download;
