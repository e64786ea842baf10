/** Who may do what: Jenkins' users and permissions in the engine's words. */
package io.laas.jenkins.access;
