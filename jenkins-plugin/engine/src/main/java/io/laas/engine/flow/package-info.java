/** What follows from what: outcomes of operations, care of vpods, and everything that is due with time. */
package io.laas.engine.flow;
