/** Comparison of the store with what the hosts really have, and repair. */
package io.laas.engine.reconcile;
