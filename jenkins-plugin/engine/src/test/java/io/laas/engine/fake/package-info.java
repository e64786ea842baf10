/** Stand-ins for the world outside, for tests of the engine and of what is built on it. */
package io.laas.engine.fake;
