/** Tests of fetching files, with a web server of their own. */
package io.laas.provisioner.download;
