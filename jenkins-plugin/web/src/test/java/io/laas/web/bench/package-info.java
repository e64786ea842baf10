/** Measurements of the server over HTTP; run by {@code ./laas bench bookings}. */
package io.laas.web.bench;
