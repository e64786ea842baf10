package io.laas.model.lab;

import io.laas.model.ConfigId;
import io.laas.model.HostId;
import io.laas.model.ImageId;
import io.laas.model.IsoId;
import io.laas.model.LabId;
import io.laas.model.PodId;
import io.laas.model.VpodId;
import io.laas.model.pod.Config;
import io.laas.model.pod.Pod;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
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
 * @param snapshots what each user may keep in snapshots
 * @param isos installer ISOs that configs can name
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
        UserPods userPods,
        SnapshotPolicy snapshots,
        List<Iso> isos) {
    public Lab {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(userPods, "userPods");
        Objects.requireNonNull(snapshots, "snapshots");
        hosts = List.copyOf(hosts);
        images = List.copyOf(images);
        pods = List.copyOf(pods);
        configs = List.copyOf(configs);
        vpods = List.copyOf(vpods);
        isos = isos == null ? List.of() : List.copyOf(isos);
    }

    /** Creates a lab that allows the usual snapshots and has no ISO. */
    public Lab(
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
        this(
                id,
                title,
                contact,
                zone,
                hosts,
                images,
                pods,
                configs,
                vpods,
                policy,
                userPods,
                SnapshotPolicy.DEFAULT,
                List.of());
    }

    /** Returns the lab with images beside its own; its own win where both have a name. */
    public Lab withImages(Collection<Image> more) {
        List<Image> all = new ArrayList<>(images);
        more.stream().filter(i -> image(i.id()).isEmpty()).forEach(all::add);
        return new Lab(id, title, contact, zone, hosts, all, pods, configs, vpods, policy, userPods, snapshots, isos);
    }

    public Optional<Host> host(HostId host) {
        return hosts.stream().filter(h -> h.id().equals(host)).findFirst();
    }

    public Optional<Image> image(ImageId image) {
        return images.stream().filter(i -> i.id().equals(image)).findFirst();
    }

    /** Returns the lab with other ISOs. */
    public Lab withIsos(List<Iso> newIsos) {
        return new Lab(
                id, title, contact, zone, hosts, images, pods, configs, vpods, policy, userPods, snapshots, newIsos);
    }

    public Optional<Iso> iso(IsoId iso) {
        return isos.stream().filter(i -> i.id().equals(iso)).findFirst();
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
