/** The HTTP API as seen by a client: calls whose failures are values, and the feed of events. */
package io.laas.chat.client;
