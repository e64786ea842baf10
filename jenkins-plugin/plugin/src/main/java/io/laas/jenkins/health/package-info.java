/** What administrators are told of by Jenkins when something is wrong. */
package io.laas.jenkins.health;
