/** Who has which pod when: bookings, their lifecycle, decisions and outages. */
package io.laas.model.booking;
