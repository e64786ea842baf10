/** The HTTP API as one JAX-RS application, the same in every host. */
package io.laas.web;
