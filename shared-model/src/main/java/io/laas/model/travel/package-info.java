/** What travels as text between a controller and the machine where an operation runs. */
package io.laas.model.travel;
