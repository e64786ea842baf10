/** Lengths and times as people write them, read in their zone and shown back exactly. */
package io.laas.chat.time;
