package io.laas.provisioner.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** One whole turn of a script that prints "STAGE seconds" lines: up, reset and down. */
record ScriptRun(Path script, Path guest, int memoryMiB) {
    private static final int NOT_INSTALLED = 4;

    /**
     * Runs the script and adds its stages.
     *
     * @return whether it ran; false when what it measures is not installed
     */
    boolean into(Figures figures) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "bash",
                        script.toString(),
                        "all",
                        "--image",
                        guest.toString(),
                        "--memory",
                        String.valueOf(memoryMiB))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ");
                figures.add(words[0], Double.parseDouble(words[1]));
            }
        }
        int code = process.waitFor();
        if (code != 0 && code != NOT_INSTALLED) {
            throw new IllegalStateException("the script " + script.getFileName() + " failed with exit code " + code);
        }
        return code == 0;
    }
}
