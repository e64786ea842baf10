package io.laas.jenkins.access;

import hudson.model.User;
import io.laas.engine.account.Right;
import io.laas.engine.port.People;
import io.laas.engine.port.Person;
import io.laas.model.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/**
 * Knows users by Jenkins' security realm and permissions. What it was told is good for some seconds, so that a directory is not asked anew for
 * each of many pods and at each tick. Realms that tell groups at login only are asked for those of the last login. Thread-safe.
 */
public final class JenkinsPeople implements People {
    private static final Logger LOG = Logger.getLogger(JenkinsPeople.class.getName());
    private static final Duration GOOD_FOR = Duration.ofSeconds(15);

    private final JenkinsCallers callers;
    private final InstantSource clock;
    private final Map<UserId, Told> told = new ConcurrentHashMap<>();

    private record Told(Person person, Instant until) {}

    public JenkinsPeople(JenkinsCallers callers, InstantSource clock) {
        this.callers = callers;
        this.clock = clock;
    }

    @Override
    public Optional<Person> find(UserId user) {
        Instant now = clock.instant();
        told.values().removeIf(t -> !t.until().isAfter(now));
        Told known = told.get(user);
        if (known != null) {
            return Optional.of(known.person());
        }
        Optional<Person> person = asked(user);
        person.ifPresent(p -> told.put(user, new Told(p, now.plus(GOOD_FOR))));
        return person;
    }

    private Optional<Person> asked(UserId name) {
        User user = User.getById(name.value(), false);
        if (user == null) {
            return Optional.of(nobodySpecial());
        }
        try {
            return Optional.of(person(user.impersonate2()));
        } catch (UsernameNotFoundException e) {
            return Optional.of(nobodySpecial());
        } catch (AuthenticationException e) {
            LOG.log(Level.WARNING, e, () -> "Jenkins does not tell the groups of " + name);
            return Optional.empty();
        }
    }

    private Person person(Authentication user) {
        Set<String> groups = user.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .collect(Collectors.toSet());
        Set<Right> rights = callers.rights(user);
        return new Person(groups, rights.contains(Right.MANAGE_BOOKINGS) || rights.contains(Right.MANAGE_LABS));
    }

    private static Person nobodySpecial() {
        return new Person(Set.of(), false);
    }
}
