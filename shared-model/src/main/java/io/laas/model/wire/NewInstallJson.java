package io.laas.model.wire;

import java.util.Map;

/**
 * Body of {@code POST /bookings/{id}/install}.
 *
 * @param installer name of what is installed
 * @param parameters value by parameter name, each one line of at most 200 characters; left out: the standard values
 */
public record NewInstallJson(String installer, Map<String, String> parameters) {
    /** Secrets may be among the values. */
    @Override
    public String toString() {
        return "NewInstallJson[installer=" + installer + "]";
    }
}
