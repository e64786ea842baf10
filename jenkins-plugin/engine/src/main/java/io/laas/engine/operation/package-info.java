/** Work on vpods: operations, their tasks, and how they are started again after a crash. */
package io.laas.engine.operation;
