package io.laas.jenkins.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What something cost, in milliseconds.
 *
 * @param wall by the clock on the wall
 * @param cps of the thread that runs the Pipeline
 * @param cpu of all threads of the controller, collectors and compilers included
 */
record Cost(double wall, double cps, double cpu) {
    private static final double NANOS = 1e6;
    private static final int SECONDS = 10;

    Cost minus(Cost other) {
        return new Cost(wall - other.wall, cps - other.cps, cpu - other.cpu);
    }

    /** Returns how long processors have worked for this process. */
    static double cpuMillis() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / NANOS;
    }

    /** Returns how long processors work for this process in a second in which nothing is asked of it. */
    static double cpuPerSecond() throws InterruptedException {
        double before = cpuMillis();
        Thread.sleep(SECONDS * 1000L);
        return (cpuMillis() - before) / SECONDS;
    }
}
