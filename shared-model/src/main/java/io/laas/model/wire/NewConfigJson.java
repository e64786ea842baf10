package io.laas.model.wire;

import java.util.List;
import java.util.Map;

/**
 * Body of {@code POST /configs} and {@code POST /configs/{config}/change}.
 *
 * @param lab the lab it is for; left out: the only one, and in a change
 * @param name lower-case letters, digits and hyphens, at most 40; left out in a change
 * @param description one line for people, at most 200 characters
 * @param image image of every machine that {@code images} does not name
 * @param images image by machine name or by role in lower case
 * @param cloudInit additions to every machine's user data, at most 32000 characters
 * @param installer what is installed after boot
 * @param isos installer ISOs of the lab that the jump host gets and serves, at most 4, each once; left out: none
 * @param sharing PRIVATE (default), PROJECT or PUBLIC; left out in a change
 * @param project with whose members it is shared; only with PROJECT
 */
public record NewConfigJson(
        String lab,
        String name,
        String description,
        String image,
        Map<String, String> images,
        Map<String, Object> cloudInit,
        String installer,
        List<String> isos,
        String sharing,
        String project) {}
