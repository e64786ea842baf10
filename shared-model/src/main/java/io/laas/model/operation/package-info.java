/** Work on a vpod: operations, their tasks, what they need and what they lead to. */
package io.laas.model.operation;
