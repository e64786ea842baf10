/** What the engine needs from the world of hypervisors. */
package io.laas.engine.port;
