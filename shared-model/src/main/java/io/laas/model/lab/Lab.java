package io.laas.model.lab;

import io.laas.model.ConfigId;
import io.laas.model.HostId;
import io.laas.model.ImageId;
import io.laas.model.LabId;
import io.laas.model.PodId;
import io.laas.model.VpodId;
import io.laas.model.pod.Config;
import io.laas.model.pod.Pod;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A site as an admin describes it. Configuration only: nothing here changes when people book.
 *
 * @param id its name
 * @param title for people
 * @param contact e-mail address or chat channel of the admins
 * @param zone the site's time zone
 * @param userPods what pods of users may have
 */
public record Lab(
        LabId id,
        String title,
        String contact,
        ZoneId zone,
        List<Host> hosts,
        List<Image> images,
        List<Pod> pods,
        List<Config> configs,
        List<StaticVpod> vpods,
        Policy policy,
        UserPods userPods) {
    public Lab {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(userPods, "userPods");
        hosts = List.copyOf(hosts);
        images = List.copyOf(images);
        pods = List.copyOf(pods);
        configs = List.copyOf(configs);
        vpods = List.copyOf(vpods);
    }

    public Optional<Host> host(HostId host) {
        return hosts.stream().filter(h -> h.id().equals(host)).findFirst();
    }

    public Optional<Image> image(ImageId image) {
        return images.stream().filter(i -> i.id().equals(image)).findFirst();
    }

    public Optional<Pod> pod(PodId pod) {
        return pods.stream().filter(p -> p.id().equals(pod)).findFirst();
    }

    public Optional<Config> config(ConfigId config) {
        return configs.stream().filter(c -> c.id().equals(config)).findFirst();
    }

    public Optional<StaticVpod> vpod(VpodId vpod) {
        return vpods.stream().filter(v -> v.id().equals(vpod)).findFirst();
    }
}
