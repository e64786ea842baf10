package io.laas.web.pages;

import java.util.List;

/**
 * What a page of a host must load to become the pages.
 *
 * @param script path of the script below the root of the pages
 * @param styles paths of its style sheets
 */
public record Entry(String script, List<String> styles) {
    public Entry {
        styles = List.copyOf(styles);
    }
}
