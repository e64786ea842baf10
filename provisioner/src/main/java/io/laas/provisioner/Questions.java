package io.laas.provisioner;

import io.laas.model.Names;
import io.laas.model.installer.Action.From;
import io.laas.model.layout.MachineLayout;
import io.laas.model.layout.NicLayout;
import io.laas.model.operation.CancelSignal;
import io.laas.provisioner.check.HttpAsker;
import io.laas.provisioner.work.Deadline;
import io.laas.provisioner.work.OperationFailure;
import io.laas.provisioner.work.Waits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks servers of a pod until they give the answer wanted: from its jump host, or from here. */
final class Questions {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int ONE_TRY_MILLIS = 3000;
    private static final int MAX_PORT = 65535;
    private static final int SHOWN = 100;
    private static final Pattern ADDRESS = Pattern.compile("([A-Za-z0-9.-]{1,253}):(\\d{1,5})");

    private static final String TCP = """
            open() {
              nc -z -w 3 "$LAAS_HOST" "$LAAS_PORT" && return
              nc -w 3 "$LAAS_HOST" "$LAAS_PORT" </dev/null && return
              python3 -c 'import os, socket; socket.create_connection((os.environ["LAAS_HOST"], int(os.environ["LAAS_PORT"])), 3)'
            }
            until open >/dev/null 2>&1; do sleep 1; done
            """;

    private static final String HTTP = """
            ask() {
              if command -v curl >/dev/null 2>&1; then
                curl -fsS -m 10 "$LAAS_URL"
              elif command -v wget >/dev/null 2>&1; then
                timeout 10 wget -q -O - "$LAAS_URL"
              else
                python3 -c 'import os, sys, urllib.request as web
            sys.stdout.buffer.write(web.urlopen(os.environ["LAAS_URL"], timeout=10).read())'
              fi
            }
            said=
            while :; do
              if answer=$(ask 2>&1); then
                missing=$(printf '%s\\n' "$LAAS_TEXTS" | while IFS= read -r text; do
                  case $answer in *"$text"*) ;; *) echo "its answer lacks '$text'"; break ;; esac
                done)
              else
                missing="it gives no answer: $answer"
              fi
              [ -n "$missing" ] || exit 0
              [ "$missing" = "$said" ] || echo "$missing"
              said=$missing
              sleep 1
            done
            """;

    private final Worksite site;
    private final Jobs jobs;
    private final HttpAsker asker = new HttpAsker();

    Questions(Worksite site, Jobs jobs) {
        this.site = site;
        this.jobs = jobs;
    }

    /** Waits until something listens. */
    void tcp(String address, From from, String name, Deadline deadline, CancelSignal cancel) {
        Matcher m = ADDRESS.matcher(address);
        if (!m.matches() || Integer.parseInt(m.group(2)) > MAX_PORT) {
            throw new OperationFailure(
                    "A step asks '%s', which is not a host and a port with a colon between them"
                            .formatted(Names.clean(address, SHOWN)),
                    "");
        }
        String host = m.group(1);
        if (isOutside(from)) {
            mustBeOurs(host);
            until(address, () -> listens(host, Integer.parseInt(m.group(2))), deadline, cancel);
        } else {
            fromJump(name, TCP, Map.of("LAAS_HOST", host, "LAAS_PORT", m.group(2)), deadline, cancel);
        }
    }

    /** Waits until a web server gives the answer wanted; returns in words what was asked from where. */
    String http(String url, List<String> contains, From from, String name, Deadline deadline, CancelSignal cancel) {
        URI uri = uri(url);
        if (isOutside(from)) {
            mustBeOurs(uri.getHost());
            until(url, () -> asker.wrong(uri, contains), deadline, cancel);
            return url + " answers from outside the pod";
        }
        fromJump(name, HTTP, Map.of("LAAS_URL", url, "LAAS_TEXTS", String.join("\n", contains)), deadline, cancel);
        return url + " answers from the jump host"
                + (from == From.OUTSIDE ? "; the pod's host is elsewhere, so it was not asked from outside" : "");
    }

    private boolean isOutside(From from) {
        return from == From.OUTSIDE && site.hostIsHere();
    }

    private static URI uri(String url) {
        try {
            URI uri = URI.create(url);
            if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw notAUrl(url);
        }
        throw notAUrl(url);
    }

    private static OperationFailure notAUrl(String url) {
        return new OperationFailure(
                "A step asks '%s', which is no http or https address".formatted(Names.clean(url, SHOWN)), "");
    }

    /** What runs next to the host sees networks that are none of the pod's business. */
    private void mustBeOurs(String host) {
        boolean ours = site.layout().machines().stream()
                .flatMap(m -> m.nics().stream())
                .map(NicLayout::address)
                .anyMatch(Optional.of(host)::equals);
        if (!ours) {
            throw new OperationFailure(
                    "A step asks %s from outside, which is no address of the pod; only those may be asked"
                            .formatted(Names.clean(host, SHOWN)),
                    "");
        }
    }

    private static Optional<String> listens(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), ONE_TRY_MILLIS);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(Names.clean(e.getMessage(), SHOWN));
        }
    }

    private static void until(String what, Supplier<Optional<String>> wrong, Deadline deadline, CancelSignal cancel) {
        Optional<String> now = wrong.get();
        while (now.isPresent()) {
            if (deadline.isOver()) {
                throw new OperationFailure(
                        "%s did not give the answer wanted in time: %s".formatted(Names.clean(what, SHOWN), now.get()),
                        "");
            }
            Waits.pause(PAUSE, cancel);
            now = wrong.get();
        }
    }

    private void fromJump(
            String name, String script, Map<String, String> values, Deadline deadline, CancelSignal cancel) {
        MachineLayout jump = site.layout().machines().get(0);
        jobs.run(jump, name, new Jobs.Script(script, values, deadline), line -> {}, cancel);
    }
}
