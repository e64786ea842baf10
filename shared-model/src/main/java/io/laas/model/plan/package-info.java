/** Planning as pure functions: what stands in the way, what is free when, until when at most, and where best. */
package io.laas.model.plan;
