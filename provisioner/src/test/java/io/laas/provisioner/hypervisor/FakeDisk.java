package io.laas.provisioner.hypervisor;

import java.util.Map;
import java.util.TreeMap;

/** A disk as the guest sees it: the files that differ from the image. */
public final class FakeDisk {
    final String image;
    Map<String, String> files = new TreeMap<>();

    FakeDisk(String image) {
        this.image = image;
    }

    public void write(String path, String content) {
        files.put(path, content);
    }

    public Map<String, String> files() {
        return Map.copyOf(files);
    }

    @Override
    public String toString() {
        return image + files;
    }
}
