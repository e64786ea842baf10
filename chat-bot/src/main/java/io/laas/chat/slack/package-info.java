/** Slack, by Bolt: Socket Mode or HTTP. Translates and nothing else; what is asked is decided in {@code hub} and at the server. */
package io.laas.chat.slack;
