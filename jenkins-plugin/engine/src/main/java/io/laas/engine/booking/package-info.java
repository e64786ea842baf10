/** Bookings from the request to the end: decisions, extensions, members and the wait list. */
package io.laas.engine.booking;
