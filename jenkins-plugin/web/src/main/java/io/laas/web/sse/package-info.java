/** The feed of events to many listeners at once: server-sent events and long polls. */
package io.laas.web.sse;
