package io.laas.web.auth;

import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Puts a gate before each resource method; a method that says neither {@link Needs} nor {@link Open} stops the start. */
public final class Gates implements DynamicFeature {
    private final Authenticator authenticator;
    private final RateLimiter limiter;

    public Gates(Authenticator authenticator, RateLimit limit, InstantSource clock) {
        this.authenticator = authenticator;
        this.limiter = new RateLimiter(limit, clock);
    }

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        Needs needs = resource.getResourceMethod().getAnnotation(Needs.class);
        if (needs != null) {
            Optional<Look> look = Optional.ofNullable(
                            resource.getResourceMethod().getAnnotation(Public.class))
                    .map(Public::value);
            context.register(new Gate(authenticator, limiter, List.of(needs.value()), look), Priorities.AUTHENTICATION);
        } else if (!resource.getResourceMethod().isAnnotationPresent(Open.class) && !isOptions(resource)) {
            throw new IllegalStateException(resource.getResourceMethod() + " says neither @Needs nor @Open");
        }
    }

    /** Jersey itself answers OPTIONS, with the verbs of the path and nothing else. */
    private static boolean isOptions(ResourceInfo resource) {
        return resource.getResourceMethod()
                .getDeclaringClass()
                .getName()
                .startsWith("org.glassfish.jersey.server.wadl.processor.OptionsMethodProcessor");
    }
}
