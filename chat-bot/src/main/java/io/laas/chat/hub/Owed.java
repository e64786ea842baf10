package io.laas.chat.hub;

import io.laas.chat.platform.Target;

/** A message that an event asks for. */
record Owed(String key, Target target, Topic topic) {}
