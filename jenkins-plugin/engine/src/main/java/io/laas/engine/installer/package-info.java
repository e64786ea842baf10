/** Installers and additions to the workflow: files that labs drop, and what comes with LaaS. */
package io.laas.engine.installer;
