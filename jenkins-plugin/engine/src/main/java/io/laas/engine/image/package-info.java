/** Images of labs: how large they are, and what of them lies on hosts for nothing. */
package io.laas.engine.image;
