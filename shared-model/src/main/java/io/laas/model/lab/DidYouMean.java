package io.laas.model.lab;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds the word somebody probably meant. */
final class DidYouMean {
    private DidYouMean() {}

    /** Returns {@code "; did you mean 'x'?"} for the nearest of the known words, or nothing when none is near. */
    static String among(Collection<String> known, String given) {
        String word = given.toLowerCase(Locale.ROOT).replace('_', '-');
        int tolerance = Math.max(1, Math.min(3, word.length() / 3));
        return known.stream()
                .filter(k -> Math.abs(k.length() - word.length()) <= tolerance)
                .filter(k -> distance(k, word) <= tolerance)
                .min(Comparator.comparingInt((String k) -> distance(k, word)).thenComparing(Comparator.naturalOrder()))
                .map(k -> "; did you mean '" + k + "'?")
                .orElse("");
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
