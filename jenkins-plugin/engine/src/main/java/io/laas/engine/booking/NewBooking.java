package io.laas.engine.booking;

import io.laas.model.Channel;
import io.laas.model.ConfigId;
import io.laas.model.LabId;
import io.laas.model.PodId;
import io.laas.model.TimeSlot;
import io.laas.model.booking.BookingRequest;
import io.laas.model.booking.Versions;

/** A request with everything that was left open settled. */
record NewBooking(
        LabId lab,
        PodId pod,
        ConfigId config,
        Versions versions,
        TimeSlot slot,
        BookingRequest request,
        Channel channel) {}
