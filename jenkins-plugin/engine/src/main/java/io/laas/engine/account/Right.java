package io.laas.engine.account;

import java.util.EnumSet;
import java.util.Set;

/** What a caller may do. Some rights hold others in them; whoever may manage bookings and labs has MANAGE. */
public enum Right {
    /** See labs, pods and bookings. */
    VIEW,
    /** Book for oneself and act on bookings one is a member of; with EXTEND and RESET in it. */
    BOOK,
    /** Extend bookings one is a member of. */
    EXTEND,
    /** Reset and check the machines of bookings one is a member of. */
    RESET,
    /** Everything on every booking, also for others; policy limits do not apply. With VIEW, BOOK, EXTEND and RESET in it. */
    MANAGE_BOOKINGS,
    /** Outages, vpods, leaks and whatever else is about hosts. With VIEW in it. */
    MANAGE_LABS,
    /** All of the above, and tokens and chat links of others. */
    MANAGE,
    /** Speak for users whose chat identity is linked. No other right holds it. */
    ACT_FOR,
    /** Be the worker of the one lab elsewhere that the account is registered for. No other right holds it. */
    SERVE_LAB;

    /** Returns the rights and all they hold. */
    public static Set<Right> withImplied(Set<Right> rights) {
        Set<Right> all = EnumSet.noneOf(Right.class);
        rights.forEach(right -> all.addAll(right.held()));
        if (all.contains(MANAGE_BOOKINGS) && all.contains(MANAGE_LABS)) {
            all.add(MANAGE);
        }
        return all;
    }

    private Set<Right> held() {
        return switch (this) {
            case VIEW, EXTEND, RESET, ACT_FOR, SERVE_LAB -> EnumSet.of(this);
            case BOOK -> EnumSet.of(BOOK, EXTEND, RESET);
            case MANAGE_BOOKINGS -> EnumSet.of(MANAGE_BOOKINGS, VIEW, BOOK, EXTEND, RESET);
            case MANAGE_LABS -> EnumSet.of(MANAGE_LABS, VIEW);
            case MANAGE -> EnumSet.complementOf(EnumSet.of(ACT_FOR, SERVE_LAB));
        };
    }
}
