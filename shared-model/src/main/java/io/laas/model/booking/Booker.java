package io.laas.model.booking;

/** What kind of caller books; lengths and defaults differ. */
public enum Booker {
    PERSON,
    PIPELINE
}
