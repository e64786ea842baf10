/** Pods and configs that users make: with whom they are shared, and whether a lab can give what they ask for. */
package io.laas.model.design;
