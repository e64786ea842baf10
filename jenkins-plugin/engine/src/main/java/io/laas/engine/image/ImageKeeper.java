package io.laas.engine.image;

import io.laas.engine.lab.Catalogue;
import io.laas.engine.port.HostUnreachableException;
import io.laas.engine.port.PodOperations;
import io.laas.engine.store.EventDraft;
import io.laas.engine.store.HostTable;
import io.laas.engine.store.Store;
import io.laas.engine.store.Tx;
import io.laas.engine.vpod.Blueprint;
import io.laas.engine.vpod.VpodRow;
import io.laas.engine.vpod.VpodTable;
import io.laas.model.Actor;
import io.laas.model.HostId;
import io.laas.model.event.EventType;
import io.laas.model.lab.Host;
import io.laas.model.lab.Image;
import io.laas.model.lab.Iso;
import io.laas.model.lab.Lab;
import io.laas.model.operation.ImageQuestion;
import io.laas.model.operation.ImageQuestion.Others;
import io.laas.model.operation.ImageStock;
import io.laas.model.operation.ImageStock.Known;
import io.laas.model.operation.ImageStock.UnusedFile;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns how large images are, and collects files of images that nothing uses, once the policy's time is over. Asks hosts, so that
 * {@link #routine} takes as long as they do. Thread-safe.
 *
 * <p>A file counts as used if an image of any lab, or of a vpod that is there or planned, has its checksum, or if a disk or machine on
 * its host is based on it. Its time begins when it is first seen unused, and anew if it was used in between; the host looks once more
 * before it removes it.
 */
public final class ImageKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(ImageKeeper.class);

    /** What was written since may be about to be used. */
    private static final Duration FRESH = Duration.ofDays(1);

    private final Store store;
    private final Catalogue catalogue;
    private final PodOperations operations;
    private final InstantSource clock;

    public ImageKeeper(Store store, Catalogue catalogue, PodOperations operations, InstantSource clock) {
        this.store = store;
        this.catalogue = catalogue;
        this.operations = operations;
        this.clock = clock;
    }

    /** Returns the images of all labs in the order of the configuration. */
    public List<ImageView> images() {
        List<Lab> labs = catalogue.labs();
        return store.read(tx -> {
            ImageSizeTable sizes = new ImageSizeTable(tx);
            return labs.stream()
                    .flatMap(lab -> lab.images().stream().map(i -> new ImageView(lab.id(), i, sizes.find(lab.id(), i))))
                    .toList();
        });
    }

    /** Asks every host, as happens by itself every now and then. */
    public void routine() {
        for (Lab lab : catalogue.labs()) {
            for (Host host : lab.hosts()) {
                try {
                    look(lab, host);
                } catch (HostUnreachableException e) {
                    LOG.debug("Images of host {} are not looked at", host.id(), e);
                }
            }
        }
    }

    private void look(Lab lab, Host host) {
        ImageStock stock = operations.images(host, question(lab, host));
        if (!stock.trouble().isEmpty()) {
            LOG.warn("No unused image is collected on host {}: {}", host.id(), stock.trouble());
        }
        store.write(tx -> {
            note(tx, lab, host, stock);
            return stock;
        });
        stock.removed()
                .forEach(f -> LOG.info(
                        "Host {}: image file {} was unused for {} and is removed",
                        host.id(),
                        f.name(),
                        lab.policy().keepUnusedImages().orElseThrow()));
    }

    private ImageQuestion question(Lab lab, Host host) {
        Optional<Duration> kept = lab.policy().keepUnusedImages();
        if (kept.isEmpty()) {
            return new ImageQuestion(lab.images(), lab.isos(), Others.NONE, Optional.empty(), List.of());
        }
        Instant now = clock.instant();
        List<String> due = store.read(tx -> new UnusedTable(tx).since(host.id(), now.minus(kept.get())));
        return new ImageQuestion(lab.images(), lab.isos(), others(lab), Optional.of(now.minus(FRESH)), due);
    }

    /** Files of vpods that have left the configuration are known by their checksums; others are kept by their machines. */
    private Others others(Lab lab) {
        List<Lab> labs =
                catalogue.labs().stream().filter(l -> !l.id().equals(lab.id())).toList();
        List<Blueprint> standing = store.read(tx -> new VpodTable(tx).present()).stream()
                .map(VpodRow::plan)
                .toList();
        Stream<Image> images = Stream.concat(
                labs.stream().flatMap(l -> l.images().stream()),
                standing.stream()
                        .flatMap(p -> p.images().values().stream())
                        .filter(i -> i.stored().isEmpty()
                                && i.sha256().isPresent()
                                && i.boot().isEmpty()));
        Stream<Iso> isos = Stream.concat(
                labs.stream().flatMap(l -> l.isos().stream()),
                standing.stream()
                        .flatMap(p -> p.isos().stream())
                        .filter(i -> i.sha256().isPresent()));
        return new Others(images.distinct().toList(), isos.distinct().toList());
    }

    private static void note(Tx tx, Lab lab, Host host, ImageStock stock) {
        HostId id = host.id();
        new HostTable(tx).lock(List.of(id));
        Set<Known> known = new HashSet<>(stock.known());
        ImageSizeTable sizes = new ImageSizeTable(tx);
        lab.images()
                .forEach(i -> known.stream()
                        .filter(k -> k.image().equals(i.id()))
                        .findFirst()
                        .ifPresent(k -> sizes.put(lab.id(), i, k)));
        if (stock.trouble().isEmpty()) {
            new UnusedTable(tx)
                    .keep(id, stock.unused().stream().map(UnusedFile::name).collect(Collectors.toSet()));
        }
        if (!stock.removed().isEmpty()) {
            long bytes = stock.removed().stream().mapToLong(UnusedFile::bytes).sum();
            tx.emit(EventDraft.of(EventType.IMAGES_COLLECTED, Actor.SYSTEM)
                    .in(lab.id())
                    .with("host", id)
                    .with("files", stock.removed().size())
                    .with("bytes", bytes));
        }
    }
}
