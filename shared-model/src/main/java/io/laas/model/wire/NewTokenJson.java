package io.laas.model.wire;

import java.util.List;

/** Body of {@code POST /tokens}: rights any of VIEW, BOOK, EXTEND, RESET, MANAGE_BOOKINGS, MANAGE_LABS, MANAGE, ACT_FOR, SERVE_LAB. */
public record NewTokenJson(String user, String name, List<String> rights) {}
