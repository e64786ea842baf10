/** The labs as configured, and what is known of their hosts. */
package io.laas.engine.lab;
