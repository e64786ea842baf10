package io.laas.model.wire;

import java.util.List;

/**
 * The caller.
 *
 * @param user account name
 * @param rights any of VIEW, BOOK, MANAGE, ACT_FOR
 * @param zone IANA time zone or null
 */
public record MeJson(String user, List<String> rights, String zone) {}
