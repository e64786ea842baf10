package io.laas.engine.bench;

import io.laas.engine.fake.Labs;
import io.laas.model.lab.Lab;
import java.util.stream.IntStream;

/**
 * Twenty labs of the same size; each host has room for ten pods, and ten static ones take it.
 *
 * @param hosts in all labs together, a multiple of twenty
 */
record ScaleLabs(int hosts) {
    static final int LABS = 20;
    static final int VPODS_PER_HOST = 10;
    private static final int MANY = 1_000_000;

    int vpods() {
        return hosts * VPODS_PER_HOST;
    }

    int vpodsPerLab() {
        return vpods() / LABS;
    }

    String lab(int lab) {
        return "lab" + lab;
    }

    String labOf(int vpod) {
        return lab(vpod / vpodsPerLab());
    }

    String hostOf(int vpod) {
        return "host" + vpod / VPODS_PER_HOST;
    }

    String vpod(int vpod) {
        return "vpod" + vpod;
    }

    Lab[] build() {
        return IntStream.range(0, LABS).mapToObj(this::build).toArray(Lab[]::new);
    }

    private Lab build(int lab) {
        Labs labs = Labs.aLab(lab(lab)).policy(Labs.quota(MANY, MANY));
        int first = lab * vpodsPerLab();
        for (int vpod = first; vpod < first + vpodsPerLab(); vpod++) {
            if (vpod % VPODS_PER_HOST == 0) {
                labs.host(hostOf(vpod), VPODS_PER_HOST);
            }
            labs.vpod(vpod(vpod), hostOf(vpod));
        }
        return labs.build();
    }
}
