package io.laas.model.wire;

import java.util.List;

/**
 * Who may book in a lab: whoever is in one of the lists, and whoever manages bookings or labs.
 *
 * @param people account names
 * @param projects names of projects, whose members may book
 * @param groups names of groups (of Jenkins), whose members may book
 */
public record LabAccessJson(List<String> people, List<String> projects, List<String> groups) {}
