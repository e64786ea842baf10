/** The bot as a process: its configuration, its start and end, what whoever looks after it sees. */
package io.laas.chat.bot;
