/** Facts that happened, in order, numbered and kept. */
package io.laas.model.event;
