package io.laas.provisioner.libvirt;

import org.libvirt.LibvirtException;

/** Something done over one connection. */
@FunctionalInterface
interface LibvirtCall<T> {
    T on(HostConnection connection) throws LibvirtException;
}
