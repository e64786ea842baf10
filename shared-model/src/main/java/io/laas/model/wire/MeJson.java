package io.laas.model.wire;

import java.util.List;

/**
 * The caller.
 *
 * @param user account name
 * @param rights any of VIEW, BOOK, EXTEND, RESET, MANAGE_BOOKINGS, MANAGE_LABS, MANAGE, ACT_FOR, with all that others hold
 * @param zone IANA time zone or null
 */
public record MeJson(String user, List<String> rights, String zone) {}
