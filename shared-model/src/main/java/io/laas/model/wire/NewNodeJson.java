package io.laas.model.wire;

import java.util.List;

/**
 * A machine of a new pod.
 *
 * @param name unique in the pod, also its host name
 * @param role JUMPHOST, CONTROLLER, COMPUTE, STORAGE or NODE (default)
 * @param cores virtual CPUs, 1 to 256
 * @param memoryMiB memory in MiB, 64 to 4194304
 * @param diskGiB system disk in GiB, thin, 1 to 16384
 * @param nics network cards in order, at most 8
 */
public record NewNodeJson(
        String name, String role, Integer cores, Integer memoryMiB, Integer diskGiB, List<NewNicJson> nics) {}
