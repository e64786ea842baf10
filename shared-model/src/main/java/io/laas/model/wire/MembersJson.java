package io.laas.model.wire;

import java.util.List;

/** Body of {@code POST /bookings/{id}/collaborators}. */
public record MembersJson(List<String> add, List<String> remove) {}
