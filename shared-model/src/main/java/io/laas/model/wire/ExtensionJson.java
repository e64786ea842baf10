package io.laas.model.wire;

import java.time.Instant;
import java.util.List;

/**
 * How far a booking could be extended.
 *
 * @param possible whether it may be extended now
 * @param latestEnd until when at the most; null if not at all
 * @param reasons sentences: what limits it
 */
public record ExtensionJson(boolean possible, Instant latestEnd, List<String> reasons) {}
