/** Bookings that are being put together, kept between sittings. */
package io.laas.engine.draft;
