/** What the bot remembers over restarts: what was asked, what it owes, which buttons are good, how far it read. */
package io.laas.chat.store;
