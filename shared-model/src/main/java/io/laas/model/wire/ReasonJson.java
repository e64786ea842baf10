package io.laas.model.wire;

/** Body of changes that may carry a reason, such as release; at most 500 characters. */
public record ReasonJson(String reason) {}
