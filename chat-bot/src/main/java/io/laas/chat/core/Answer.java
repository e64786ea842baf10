package io.laas.chat.core;

/** What a command returns: a reply, or a first reply with work that goes on. */
public sealed interface Answer permits Reply, Live {}
