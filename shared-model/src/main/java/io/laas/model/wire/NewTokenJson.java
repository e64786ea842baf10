package io.laas.model.wire;

import java.util.List;

/** Body of {@code POST /tokens}: rights any of VIEW, BOOK, MANAGE, ACT_FOR. */
public record NewTokenJson(String user, String name, List<String> rights) {}
