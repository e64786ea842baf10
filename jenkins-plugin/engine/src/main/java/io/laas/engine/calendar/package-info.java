/** Who has which place when, for calendars that people look at. */
package io.laas.engine.calendar;
