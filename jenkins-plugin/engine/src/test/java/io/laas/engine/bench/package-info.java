/** Measurements of the engine; {@code ./laas bench scale} runs them. */
package io.laas.engine.bench;
