/** Tests of the whole stand-alone product on real machines: a server process, libvirt and QEMU. */
package io.laas.web.real;
