/** JSON as it travels over the HTTP API, version 1. */
package io.laas.model.wire;
