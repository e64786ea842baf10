/** Whether machines really answer: TCP, SSH banners, and peers asked from inside a guest. */
package io.laas.provisioner.check;
