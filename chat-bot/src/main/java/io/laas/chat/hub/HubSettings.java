package io.laas.chat.hub;

import java.time.ZoneId;

/**
 * How the bot behaves.
 *
 * @param zone for people whose zone nobody knows, and for channels
 * @param channels in which labs tell what goes on
 */
public record HubSettings(ZoneId zone, Channels channels, Pace pace) {}
