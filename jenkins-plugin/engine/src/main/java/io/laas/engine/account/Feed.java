package io.laas.engine.account;

import io.laas.model.LabId;
import io.laas.model.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * A calendar that programs read by an address with a secret in it. It shows what its user may see, and nothing else can be done with it.
 *
 * @param lab a lab whose bookings and outages it shows; empty: those of the user
 */
public record Feed(String id, UserId user, Optional<LabId> lab, Instant createdAt) {}
