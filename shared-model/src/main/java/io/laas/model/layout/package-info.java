/** Names, MAC addresses and IP addresses of a vpod, derived from its identity alone. */
package io.laas.model.layout;
