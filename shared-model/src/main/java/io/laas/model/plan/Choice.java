package io.laas.model.plan;

import io.laas.model.TimeSlot;

/** Where and when a booking can be served; the slot is without cleaning. */
public record Choice(Place place, TimeSlot slot) {}
