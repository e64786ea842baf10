/** The REST API and the pages below {@code /laas}. */
package io.laas.jenkins.api;
