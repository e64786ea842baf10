package io.laas.web.auth;

/** What people without an account may look at who come through a chat, where the policy allows it. */
public enum Look {
    /** Labs, outages, pods and configs, and what is free. */
    PODS,
    /** Who has booked what from when until when; never how to get in. */
    BOOKINGS
}
