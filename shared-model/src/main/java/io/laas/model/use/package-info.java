/** Whether machines are used: what they count, and what of it means that somebody works with them. */
package io.laas.model.use;
