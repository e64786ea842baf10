/** What tests in a real Jenkins share. */
package io.laas.jenkins.testing;
