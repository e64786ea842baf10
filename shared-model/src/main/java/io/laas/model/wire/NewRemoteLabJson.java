package io.laas.model.wire;

/**
 * Body of {@code POST /remote-labs}.
 *
 * @param lab name of the lab
 * @param user the account that serves it, and no other lab
 */
public record NewRemoteLabJson(String lab, String user) {}
