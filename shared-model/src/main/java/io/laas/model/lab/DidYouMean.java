package io.laas.model.lab;

import io.laas.model.Names;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds the word somebody probably meant. */
final class DidYouMean {
    private static final int MAX_LENGTH = 60;

    private DidYouMean() {}

    /** Returns {@code "; did you mean 'x'?"} for the nearest of the known words, or nothing when none is near. */
    static String among(Collection<String> known, String given) {
        String word = Names.clean(given, MAX_LENGTH).toLowerCase(Locale.ROOT).replace('_', '-');
        int tolerance = Math.max(1, Math.min(3, word.length() / 2));
        return known.stream()
                .filter(k -> Math.abs(k.length() - word.length()) <= tolerance)
                .filter(k -> distance(k, word) <= tolerance)
                .min(Comparator.comparingInt((String k) -> distance(k, word)).thenComparing(Comparator.naturalOrder()))
                .map(k -> "; did you mean '" + k + "'?")
                .orElse("");
    }

    /** Levenshtein's distance, two letters swapped counting once. */
    private static int distance(String a, String b) {
        int[][] table = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                table[i][j] = i == 0 || j == 0 ? i + j : cell(table, a, b, i, j);
            }
        }
        return table[a.length()][b.length()];
    }

    private static int cell(int[][] table, String a, String b, int i, int j) {
        int replaced = table[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, Math.min(table[i - 1][j], table[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, table[i - 2][j - 2] + 1) : best;
    }
}
