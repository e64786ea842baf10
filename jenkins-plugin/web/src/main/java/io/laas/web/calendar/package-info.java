/** Bookings and outages as calendars (RFC 5545). */
package io.laas.web.calendar;
