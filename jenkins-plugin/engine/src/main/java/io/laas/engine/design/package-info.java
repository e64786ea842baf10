/** Pods and configs that users make, version by version, beside those of the lab files. */
package io.laas.engine.design;
