package io.laas.chat.core;

import io.laas.model.Channel;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Who asks.
 *
 * @param channel through which face
 * @param identity chat account such as {@code slack:T1:U2} for which the service's token acts; empty: the token's own user
 * @param zone in which times are read and shown
 */
public record Caller(Channel channel, Optional<String> identity, ZoneId zone) {}
