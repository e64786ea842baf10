/** The words of the product as values that cannot be wrong: identifiers, time slots and who acts. */
package io.laas.model;
