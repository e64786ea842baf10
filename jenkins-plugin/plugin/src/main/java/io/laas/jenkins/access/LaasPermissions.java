package io.laas.jenkins.access;

import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;
import jenkins.model.Jenkins;
import org.jvnet.localizer.Localizable;

/**
 * What may be granted to users. Booking brings seeing, extending and resetting; managing bookings brings booking; an administrator
 * of Jenkins has all of them but those to act for others and to serve a lab elsewhere, which are granted by name or not at all. Whoever may change the
 * configuration can let programs run, so that is left to administrators of Jenkins.
 */
public final class LaasPermissions {
    public static final PermissionGroup GROUP =
            new PermissionGroup(LaasPermissions.class, Messages._LaasPermissions_group());

    /** Everything that goes on in labs: outages, vpods, leaks. The labs themselves are configuration. */
    public static final Permission MANAGE_LABS = permission("ManageLabs", Jenkins.ADMINISTER);

    /** Everything on every booking; a lab's limits do not apply. */
    public static final Permission MANAGE_BOOKINGS = permission("ManageBookings", Jenkins.ADMINISTER);

    /** Book for oneself and act on bookings one is a member of. */
    public static final Permission BOOK = permission("Book", MANAGE_BOOKINGS);

    /** Extend bookings one is a member of. */
    public static final Permission EXTEND = permission("Extend", BOOK);

    /** Reset and check the machines of bookings one is a member of. */
    public static final Permission RESET = permission("Reset", BOOK);

    /** See labs, pods and bookings. */
    public static final Permission VIEW = permission("View", BOOK);

    /** Speak for users whose chat account is linked; for the account of a chat bot. */
    public static final Permission ACT_FOR = permission("ActFor", null);

    /** Be the worker of the lab elsewhere that the account is registered for. */
    public static final Permission SERVE_LAB = permission("ServeLab", null);

    private LaasPermissions() {}

    private static Permission permission(String name, Permission impliedBy) {
        return new Permission(GROUP, name, description(name), impliedBy, PermissionScope.JENKINS);
    }

    private static Localizable description(String name) {
        return switch (name) {
            case "ManageLabs" -> Messages._LaasPermissions_manageLabs();
            case "ManageBookings" -> Messages._LaasPermissions_manageBookings();
            case "Book" -> Messages._LaasPermissions_book();
            case "Extend" -> Messages._LaasPermissions_extend();
            case "Reset" -> Messages._LaasPermissions_reset();
            case "View" -> Messages._LaasPermissions_view();
            case "ServeLab" -> Messages._LaasPermissions_serveLab();
            default -> Messages._LaasPermissions_actFor();
        };
    }

    /** Makes the permissions known before a security configuration that names them is read. */
    @Initializer(before = InitMilestone.SYSTEM_CONFIG_LOADED)
    public static void register() {
        if (GROUP.getPermissions().isEmpty()) {
            throw new IllegalStateException("the permissions of Lab as a Service are not known to Jenkins");
        }
    }
}
