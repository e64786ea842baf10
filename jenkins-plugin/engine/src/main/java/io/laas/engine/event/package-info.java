/** The numbered feed of facts. */
package io.laas.engine.event;
