package io.laas.engine.fake;

import io.laas.model.HostId;
import io.laas.model.ImageId;
import io.laas.model.lab.Image;
import io.laas.model.operation.ImageQuestion;
import io.laas.model.operation.ImageStock;
import io.laas.model.operation.ImageStock.Known;
import io.laas.model.operation.ImageStock.UnusedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Files of images that lie on hosts and that nothing there uses, and how large images are. Thread-safe. */
public final class ImageShelf {
    private final Map<String, Long> files = new TreeMap<>();
    private final Map<ImageId, Known> sizes = new TreeMap<>();
    private final List<ImageQuestion> asked = new ArrayList<>();
    private String trouble = "";

    /** Puts a file on a host; one whose name holds the checksum of a wanted image counts as used. */
    public synchronized void put(HostId host, String file, long bytes) {
        files.put(host + "/" + file, bytes);
    }

    /** Makes the size of an image known. */
    public synchronized void size(Known size) {
        sizes.put(size.image(), size);
    }

    /** Says that unused files cannot be told from others, because of this; "" ends it. */
    public synchronized void trouble(String why) {
        trouble = why;
    }

    /** Returns the files on a host. */
    public synchronized List<String> on(HostId host) {
        return files.keySet().stream()
                .filter(f -> f.startsWith(host + "/"))
                .map(f -> f.substring(f.indexOf('/') + 1))
                .toList();
    }

    /** Returns everything that was asked, in order. */
    public synchronized List<ImageQuestion> asked() {
        return List.copyOf(asked);
    }

    synchronized ImageStock answer(HostId host, ImageQuestion question) {
        asked.add(question);
        List<Known> known = question.images().stream()
                .map(Image::id)
                .filter(sizes::containsKey)
                .map(sizes::get)
                .toList();
        if (question.before().isEmpty() || !trouble.isEmpty()) {
            return new ImageStock(known, List.of(), List.of(), trouble);
        }
        List<UnusedFile> unused = on(host).stream()
                .filter(f -> !wanted(f, question))
                .map(f -> new UnusedFile(f, files.get(host + "/" + f)))
                .toList();
        List<UnusedFile> removed = unused.stream()
                .filter(u -> question.discard().contains(u.name()))
                .toList();
        removed.forEach(r -> files.remove(host + "/" + r.name()));
        return new ImageStock(
                known, unused.stream().filter(u -> !removed.contains(u)).toList(), removed, "");
    }

    private static boolean wanted(String file, ImageQuestion question) {
        List<Image> all = new ArrayList<>(question.images());
        all.addAll(question.others().images());
        return all.stream().flatMap(i -> i.sha256().stream()).anyMatch(file::contains);
    }
}
