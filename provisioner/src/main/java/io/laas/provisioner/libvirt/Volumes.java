package io.laas.provisioner.libvirt;

import io.laas.model.operation.CancelSignal;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;
import org.libvirt.StoragePool;
import org.libvirt.StoragePoolInfo;
import org.libvirt.StorageVol;
import org.libvirt.Stream;

/** The volumes of a pool, over one connection, for the time of one call. */
final class Volumes {
    /** Most that libvirt takes in one message of a stream, a little less than 256 KiB. */
    private static final int CHUNK = 240 << 10;

    private static final int TO_THE_END = 0;

    private final HostConnection connection;
    private final StoragePool pool;

    Volumes(HostConnection connection, StoragePool pool) {
        this.connection = connection;
        this.pool = pool;
    }

    HostConnection connection() {
        return connection;
    }

    boolean simulated() {
        return connection.simulated();
    }

    List<String> names() throws LibvirtException {
        return List.of(pool.listVolumes());
    }

    /** Looks at the directory again, so that files that others made there are known. */
    void refresh() throws LibvirtException {
        pool.refresh(0);
    }

    /** Returns the pool's size and free space, as new as it can be had without waiting. */
    StoragePoolInfo freshInfo() throws LibvirtException {
        try {
            pool.refresh(0);
        } catch (LibvirtException e) {
            if (!LibvirtErrors.busy(e)) {
                throw e;
            }
        }
        return pool.getInfo();
    }

    /** Returns the volume if it is there and its file too. */
    Optional<StorageVol> find(String name) throws LibvirtException {
        Optional<StorageVol> found = lookup(name);
        if (found.isEmpty() || simulated()) {
            return found;
        }
        try {
            found.get().getInfo();
            return found;
        } catch (LibvirtException e) {
            if (LibvirtErrors.lost(e)) {
                throw e;
            }
            pool.refresh(0);
            return lookup(name);
        }
    }

    private Optional<StorageVol> lookup(String name) throws LibvirtException {
        try {
            return Optional.of(pool.storageVolLookupByName(name));
        } catch (LibvirtException e) {
            if (LibvirtErrors.is(e, ErrorNumber.VIR_ERR_NO_STORAGE_VOL)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    StorageVol create(String xml) throws LibvirtException {
        return pool.storageVolCreateXML(xml, 0);
    }

    /** Removes the volume, if there. */
    void delete(String name) throws LibvirtException {
        Optional<StorageVol> volume = find(name);
        if (volume.isPresent()) {
            volume.get().delete(0);
            volume.get().free();
        }
    }

    void upload(StorageVol volume, byte[] content) throws LibvirtException, IOException {
        upload(volume, new ByteArrayInputStream(content), content.length, sent -> {}, CancelSignal.NEVER);
    }

    /**
     * Fills the volume.
     *
     * @param progress hears how many bytes were sent
     */
    void upload(StorageVol volume, InputStream source, long length, LongConsumer progress, CancelSignal cancel)
            throws LibvirtException, IOException {
        if (simulated()) {
            return;
        }
        Stream stream = connection.streamNew(0);
        boolean finished = false;
        try {
            volume.upload(stream, 0, length, 0);
            long sent = 0;
            for (byte[] chunk = source.readNBytes(CHUNK); chunk.length > 0; chunk = source.readNBytes(CHUNK)) {
                if (cancel.isCancelled()) {
                    throw new HypervisorException(Reason.CANCELLED, "The transfer was cancelled");
                }
                send(stream, chunk);
                sent += chunk.length;
                progress.accept(sent);
            }
            stream.finish();
            finished = true;
        } finally {
            end(stream, finished);
        }
    }

    private static void send(Stream stream, byte[] chunk) throws LibvirtException {
        for (byte[] rest = chunk; rest.length > 0; ) {
            int taken = stream.send(rest);
            rest = Arrays.copyOfRange(rest, taken, rest.length);
        }
    }

    /** Reads {@code length} bytes from {@code offset} on, less at the end of the volume. */
    void download(StorageVol volume, long offset, long length, Sink sink) throws LibvirtException {
        if (length > 0) {
            receive(volume, offset, length, sink);
        }
    }

    private void receive(StorageVol volume, long offset, long length, Sink sink) throws LibvirtException {
        if (simulated()) {
            return;
        }
        Stream stream = connection.streamNew(0);
        boolean finished = false;
        try {
            volume.download(stream, offset, length, 0);
            byte[] buffer = new byte[CHUNK];
            for (int n = stream.receive(buffer); n > 0; n = stream.receive(buffer)) {
                sink.take(buffer, n);
            }
            stream.finish();
            finished = true;
        } finally {
            end(stream, finished);
        }
    }

    /** Reads all of the volume's file. */
    void readWhole(StorageVol volume, Sink sink) throws LibvirtException {
        receive(volume, 0, TO_THE_END, sink);
    }

    /** Makes a volume with the content of another one, without what that one is based on. */
    StorageVol copy(String xml, StorageVol from) throws LibvirtException {
        return pool.storageVolCreateXMLFrom(xml, from, 0);
    }

    private static void end(Stream stream, boolean finished) throws LibvirtException {
        if (!finished) {
            stream.abort();
        }
        stream.free();
    }

    /** Takes bytes as they come. */
    @FunctionalInterface
    interface Sink {
        void take(byte[] buffer, int length);
    }
}
