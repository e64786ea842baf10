package io.laas.model.operation;

import io.laas.model.Names;

/**
 * What people want to know of a vpod that its machines do not tell. Texts for people, cut to 200 characters of one line.
 *
 * @param owner who has it
 * @param contact where the lab's admins are found: e-mail addresses, a chat channel, or nothing
 * @param lab title of the lab
 * @param location where it stands
 * @param link where its controller is found
 */
public record PodDetails(String owner, String contact, String lab, String location, String link) {
    /** Nothing is known. */
    public static final PodDetails UNKNOWN = new PodDetails("", "", "", "", "");

    private static final int MAX = 200;

    public PodDetails {
        owner = Names.clean(owner, MAX);
        contact = Names.clean(contact, MAX);
        lab = Names.clean(lab, MAX);
        location = Names.clean(location, MAX);
        link = Names.clean(link, MAX);
    }
}
