package io.laas.chat.client;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import io.laas.model.Channel;
import io.laas.model.wire.AvailabilityJson;
import io.laas.model.wire.BookingJson;
import io.laas.model.wire.ConfigJson;
import io.laas.model.wire.ConsoleJson;
import io.laas.model.wire.EventJson;
import io.laas.model.wire.ExtendJson;
import io.laas.model.wire.ExtensionJson;
import io.laas.model.wire.FeedJson;
import io.laas.model.wire.ForecastJson;
import io.laas.model.wire.GroupJson;
import io.laas.model.wire.HandOverJson;
import io.laas.model.wire.HostJson;
import io.laas.model.wire.HostUseJson;
import io.laas.model.wire.ImageJson;
import io.laas.model.wire.InfoJson;
import io.laas.model.wire.InstallersJson;
import io.laas.model.wire.IsoJson;
import io.laas.model.wire.KeyJson;
import io.laas.model.wire.LabJson;
import io.laas.model.wire.LinkCodeJson;
import io.laas.model.wire.LinkJson;
import io.laas.model.wire.MachineJson;
import io.laas.model.wire.MeJson;
import io.laas.model.wire.MembersJson;
import io.laas.model.wire.MoveJson;
import io.laas.model.wire.NewBookingJson;
import io.laas.model.wire.NewFeedJson;
import io.laas.model.wire.NewGroupJson;
import io.laas.model.wire.NewInstallJson;
import io.laas.model.wire.NewOutageJson;
import io.laas.model.wire.NewOutageSeriesJson;
import io.laas.model.wire.NewProjectJson;
import io.laas.model.wire.NewSnapshotJson;
import io.laas.model.wire.OperationJson;
import io.laas.model.wire.OperationTimesJson;
import io.laas.model.wire.OutageJson;
import io.laas.model.wire.OutageSeriesJson;
import io.laas.model.wire.PageJson;
import io.laas.model.wire.PodJson;
import io.laas.model.wire.PowerJson;
import io.laas.model.wire.ProjectJson;
import io.laas.model.wire.ReasonJson;
import io.laas.model.wire.ShorteningAnswerJson;
import io.laas.model.wire.SnapshotJson;
import io.laas.model.wire.UsageJson;
import io.laas.model.wire.VpodJson;
import io.laas.model.wire.WaitsJson;
import io.laas.model.wire.WeekJson;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The HTTP API, version 1. Thread-safe; blocking; failures are values. Ids are put into addresses encoded. */
public final class LaasClient {
    private static final TypeFactory TYPES = TypeFactory.defaultInstance();

    private final Transport transport;

    public LaasClient(ClientSettings settings) {
        this(new Transport(settings));
    }

    private LaasClient(Transport transport) {
        this.transport = transport;
    }

    /** Returns a client that acts for a linked chat account, such as {@code slack:T1:U2}. */
    public LaasClient actingFor(String identity) {
        return new LaasClient(transport.actingFor(identity));
    }

    /** Returns a client that says to be another face. */
    public LaasClient through(Channel channel) {
        return new LaasClient(transport.through(channel));
    }

    /** Returns a client whose changes carry the key: sent again, they answer with what was done first. */
    public LaasClient keyed(String key) {
        return new LaasClient(transport.keyed(key));
    }

    /** Returns what those who manage labs ask for. */
    public UpkeepClient upkeep() {
        return new UpkeepClient(transport);
    }

    /** Returns what somebody makes ready before booking. */
    public PlanningClient planning() {
        return new PlanningClient(transport);
    }

    public ApiResult<InfoJson> info() {
        return transport.get("/info", type(InfoJson.class));
    }

    public ApiResult<MeJson> me() {
        return transport.get("/me", type(MeJson.class));
    }

    /** Sets the caller's time zone; only the zone of the answer differs from before. */
    public ApiResult<MeJson> setZone(String zone) {
        return transport.post("/me/zone", new MeJson(null, null, zone), Optional.empty(), type(MeJson.class));
    }

    public ApiResult<List<KeyJson>> keys() {
        return transport.get("/me/keys", list(KeyJson.class));
    }

    public ApiResult<KeyJson> addKey(String key) {
        return transport.post("/me/keys", new KeyJson(null, key), Optional.empty(), type(KeyJson.class));
    }

    public ApiResult<Void> removeKey(String id) {
        return transport.post("/me/keys/" + Query.encode(id) + "/remove", null, Optional.empty(), type(Void.class));
    }

    public ApiResult<List<FeedJson>> feeds() {
        return transport.get("/me/feeds", list(FeedJson.class));
    }

    /** Makes a calendar of a lab, or of the caller's bookings where {@code lab} is null; its path is the whole address. */
    public ApiResult<FeedJson> newFeed(String lab) {
        ApiResult<FeedJson> made =
                transport.post("/me/feeds", new NewFeedJson(lab), Optional.empty(), type(FeedJson.class));
        return made.then(
                f -> new ApiResult.Ok<>(new FeedJson(f.id(), f.lab(), f.createdAt(), transport.address(f.path()))));
    }

    public ApiResult<FeedJson> revokeFeed(String id) {
        return transport.post(
                "/me/feeds/" + Query.encode(id) + "/revoke", null, Optional.empty(), type(FeedJson.class));
    }

    public ApiResult<List<LabJson>> labs() {
        return transport.get("/labs", list(LabJson.class));
    }

    public ApiResult<List<ImageJson>> images() {
        return transport.get("/images", list(ImageJson.class));
    }

    public ApiResult<List<IsoJson>> isos() {
        return transport.get("/isos", list(IsoJson.class));
    }

    public ApiResult<List<HostJson>> hosts() {
        return transport.get("/hosts", list(HostJson.class));
    }

    public ApiResult<List<PodJson>> pods(String lab) {
        return transport.get("/pods" + new Query().with("lab", lab), list(PodJson.class));
    }

    /** Returns the configs there are; with a pod only those that go onto its machines. */
    public ApiResult<List<ConfigJson>> configs(String pod) {
        return transport.get("/configs" + new Query().with("pod", pod), list(ConfigJson.class));
    }

    /** Returns a pod; {@code version} null: the latest. */
    public ApiResult<PodJson> pod(String pod, String lab, Integer version) {
        return transport.get(design("/pods/", pod, "", lab, version), type(PodJson.class));
    }

    public ApiResult<List<PodJson>> podVersions(String pod, String lab) {
        return transport.get(design("/pods/", pod, "/versions", lab, null), list(PodJson.class));
    }

    /** Changes a pod: {@code what} is a path such as {@code copy}. */
    public ApiResult<PodJson> changePod(String pod, String lab, String what, Object body) {
        return transport.post(
                design("/pods/", pod, "/" + what, lab, null), body, Optional.empty(), type(PodJson.class));
    }

    /** Returns a config; {@code version} null: the latest. */
    public ApiResult<ConfigJson> config(String config, String lab, Integer version) {
        return transport.get(design("/configs/", config, "", lab, version), type(ConfigJson.class));
    }

    public ApiResult<List<ConfigJson>> configVersions(String config, String lab) {
        return transport.get(design("/configs/", config, "/versions", lab, null), list(ConfigJson.class));
    }

    /** Changes a config: {@code what} is a path such as {@code copy}. */
    public ApiResult<ConfigJson> changeConfig(String config, String lab, String what, Object body) {
        return transport.post(
                design("/configs/", config, "/" + what, lab, null), body, Optional.empty(), type(ConfigJson.class));
    }

    private static String design(String kind, String name, String rest, String lab, Integer version) {
        return kind + Query.encode(name) + rest + new Query().with("lab", lab).with("version", version);
    }

    /** Tells what was used, by {@code USER}, {@code PROJECT}, {@code POD} or {@code LAB}; what is null is left to the server. */
    public ApiResult<List<UsageJson>> usage(String by, Instant from, Instant to, String lab) {
        return transport.get("/statistics/usage" + period(from, to, lab).with("by", by), list(UsageJson.class));
    }

    /** Tells of the weeks of a period in a zone. */
    public ApiResult<List<WeekJson>> weeks(ZoneId zone, Instant from, Instant to, String lab) {
        return transport.get("/statistics/weeks" + period(from, to, lab).with("zone", zone), list(WeekJson.class));
    }

    public ApiResult<List<OperationTimesJson>> operationTimes(Instant from, Instant to, String lab) {
        return transport.get("/statistics/operations" + period(from, to, lab), list(OperationTimesJson.class));
    }

    public ApiResult<WaitsJson> waits(Instant from, Instant to, String lab) {
        return transport.get("/statistics/waits" + period(from, to, lab), type(WaitsJson.class));
    }

    public ApiResult<List<HostUseJson>> hostUse(Instant from, Instant to, String lab) {
        return transport.get("/statistics/hosts" + period(from, to, lab), list(HostUseJson.class));
    }

    /** Tells what the next weeks bring, in a zone. */
    public ApiResult<List<ForecastJson>> forecast(ZoneId zone, String lab) {
        return transport.get(
                "/statistics/forecast" + new Query().with("zone", zone).with("lab", lab), list(ForecastJson.class));
    }

    private static Query period(Instant from, Instant to, String lab) {
        return new Query().with("from", from).with("to", to).with("lab", lab);
    }

    public ApiResult<List<ProjectJson>> projects() {
        return transport.get("/projects", list(ProjectJson.class));
    }

    public ApiResult<ProjectJson> newProject(NewProjectJson project) {
        return transport.post("/projects", project, Optional.empty(), type(ProjectJson.class));
    }

    public ApiResult<ProjectJson> projectMembers(String project, MembersJson members) {
        return transport.post(
                "/projects/" + Query.encode(project) + "/members", members, Optional.empty(), type(ProjectJson.class));
    }

    public ApiResult<List<VpodJson>> vpods() {
        return transport.get("/vpods", list(VpodJson.class));
    }

    /**
     * Changes what becomes of a vpod: {@code what} is {@code reinitialise}, {@code return}, {@code drain} or {@code quarantine}.
     *
     * @param anew for {@code reinitialise}: from nothing
     * @param reason may be null where none is needed
     */
    public ApiResult<VpodJson> changeVpod(String id, String what, boolean anew, ReasonJson reason) {
        Query query = new Query().with("anew", anew ? "true" : null);
        return transport.post(
                "/vpods/" + Query.encode(id) + "/" + what + query, reason, Optional.empty(), type(VpodJson.class));
    }

    /** Asks when a pod could be had. */
    public ApiResult<AvailabilityJson> availability(String pod, Instant start, Duration length) {
        String query = new Query().with("start", start).with("length", length).toString();
        return transport.get("/pods/" + Query.encode(pod) + "/availability" + query, type(AvailabilityJson.class));
    }

    /**
     * Lists bookings, at most {@code limit}.
     *
     * @param mine only those of the caller
     * @param states as in BookingState; empty: any
     * @param lab null: any
     */
    public ApiResult<List<BookingJson>> bookings(boolean mine, List<String> states, String lab, int limit) {
        Query query = new Query()
                .with("mine", mine ? "true" : null)
                .with("state", String.join(",", states))
                .with("lab", lab)
                .with("limit", limit);
        return transport.get("/bookings" + query, list(BookingJson.class));
    }

    /** Books; the same key again gives the same booking. */
    public ApiResult<BookingJson> book(NewBookingJson booking, String key) {
        return transport.post("/bookings", booking, Optional.of(key), type(BookingJson.class));
    }

    public ApiResult<BookingJson> booking(String id) {
        return transport.get(path(id, ""), type(BookingJson.class));
    }

    /** Returns where the server shows the pod descriptor file of a booking; {@code idf} instead of {@code pdf}: the other one. */
    public URI descriptor(String id, String which) {
        return transport.api(path(id, "/" + which));
    }

    public ApiResult<BookingJson> extend(String id, ExtendJson by, String key) {
        return transport.post(path(id, "/extend"), by, Optional.of(key), type(BookingJson.class));
    }

    public ApiResult<ExtensionJson> extension(String id) {
        return transport.get(path(id, "/extension"), type(ExtensionJson.class));
    }

    /** Moves a booking that has not started to another start. */
    public ApiResult<BookingJson> move(String id, Instant start) {
        return transport.post(path(id, "/move"), new MoveJson(start), Optional.empty(), type(BookingJson.class));
    }

    /** Says that a running booking is still needed. */
    public ApiResult<BookingJson> keep(String id) {
        return transport.post(path(id, "/keep"), null, Optional.empty(), type(BookingJson.class));
    }

    /** Takes up the pod offered from the wait list. */
    public ApiResult<BookingJson> accept(String id) {
        return transport.post(path(id, "/accept"), null, Optional.empty(), type(BookingJson.class));
    }

    /** Agrees that a booking ends before an outage that asks for it. */
    public ApiResult<BookingJson> agree(String id, String outage) {
        return transport.post(
                path(id, "/agree"), new ShorteningAnswerJson(outage), Optional.empty(), type(BookingJson.class));
    }

    /** Refuses to end a booking before an outage that asks for it. */
    public ApiResult<BookingJson> refuse(String id, String outage) {
        return transport.post(
                path(id, "/refuse"), new ShorteningAnswerJson(outage), Optional.empty(), type(BookingJson.class));
    }

    public ApiResult<OperationJson> reset(String id) {
        return transport.post(path(id, "/reset"), null, Optional.empty(), type(OperationJson.class));
    }

    /** Puts an installer's software on the machines of a booking. */
    public ApiResult<OperationJson> install(String id, String installer, Map<String, String> values) {
        return transport.post(
                path(id, "/install"),
                new NewInstallJson(installer, values),
                Optional.empty(),
                type(OperationJson.class));
    }

    public ApiResult<InstallersJson> installers() {
        return transport.get("/installers", type(InstallersJson.class));
    }

    public ApiResult<OperationJson> check(String id) {
        return transport.post(path(id, "/check"), null, Optional.empty(), type(OperationJson.class));
    }

    public ApiResult<MachineJson> machine(String id, String machine) {
        return transport.get(path(id, "/machines/" + Query.encode(machine)), type(MachineJson.class));
    }

    /** Returns the latest of what a machine printed on its console. */
    public ApiResult<ConsoleJson> console(String id, String machine) {
        return transport.get(path(id, "/machines/" + Query.encode(machine) + "/console"), type(ConsoleJson.class));
    }

    /** Works on one machine: {@code what} is {@code power}, {@code reset} or {@code reimage}; {@code body} may be null. */
    public ApiResult<OperationJson> onMachine(String id, String machine, String what, PowerJson body) {
        return transport.post(
                path(id, "/machines/" + Query.encode(machine) + "/" + what),
                body,
                Optional.empty(),
                type(OperationJson.class));
    }

    /** Has the disks of machines of a booking saved. */
    public ApiResult<SnapshotJson> snapshot(String id, NewSnapshotJson wanted) {
        return transport.post(path(id, "/snapshots"), wanted, Optional.empty(), type(SnapshotJson.class));
    }

    public ApiResult<List<SnapshotJson>> snapshots() {
        return transport.get("/snapshots", list(SnapshotJson.class));
    }

    public ApiResult<SnapshotJson> snapshot(String name, String lab) {
        return transport.get(design("/snapshots/", name, "", lab, null), type(SnapshotJson.class));
    }

    /** Changes a snapshot: {@code what} is {@code share} or {@code delete}. */
    public ApiResult<SnapshotJson> changeSnapshot(String name, String lab, String what, Object body) {
        return transport.post(
                design("/snapshots/", name, "/" + what, lab, null), body, Optional.empty(), type(SnapshotJson.class));
    }

    public ApiResult<BookingJson> release(String id, String reason) {
        return transport.post(path(id, "/release"), new ReasonJson(reason), Optional.empty(), type(BookingJson.class));
    }

    public ApiResult<BookingJson> members(String id, MembersJson members) {
        return transport.post(path(id, "/collaborators"), members, Optional.empty(), type(BookingJson.class));
    }

    /** Gives a booking to somebody else; {@code stay}: the one who had it keeps working with it. */
    public ApiResult<BookingJson> handOver(String id, String to, boolean stay) {
        return transport.post(
                path(id, "/hand-over"), new HandOverJson(to, stay), Optional.empty(), type(BookingJson.class));
    }

    /** Books several pods, all or none; the same key again gives the same bookings. */
    public ApiResult<GroupJson> bookTogether(NewGroupJson group, String key) {
        return transport.post("/bookings/together", group, Optional.of(key), type(GroupJson.class));
    }

    /** Extends all bookings that were asked for together with one, or none. */
    public ApiResult<GroupJson> extendTogether(String id, ExtendJson by, String key) {
        return transport.post(path(id, "/together/extend"), by, Optional.of(key), type(GroupJson.class));
    }

    /** Gives all bookings back that were asked for together with one. */
    public ApiResult<GroupJson> releaseTogether(String id, String reason) {
        return transport.post(
                path(id, "/together/release"), new ReasonJson(reason), Optional.empty(), type(GroupJson.class));
    }

    /** Lists the bookings that wait for approval and that the caller may decide about. */
    public ApiResult<List<BookingJson>> toApprove() {
        return transport.get("/bookings/to-approve", list(BookingJson.class));
    }

    /** Approves a booking; {@code remark} may be null. */
    public ApiResult<BookingJson> approve(String id, String remark) {
        return transport.post(path(id, "/approve"), new ReasonJson(remark), Optional.empty(), type(BookingJson.class));
    }

    public ApiResult<BookingJson> deny(String id, String reason) {
        return transport.post(path(id, "/deny"), new ReasonJson(reason), Optional.empty(), type(BookingJson.class));
    }

    public ApiResult<List<EventJson>> bookingEvents(String id) {
        return transport.get(path(id, "/events"), list(EventJson.class));
    }

    public ApiResult<OperationJson> operation(String id) {
        return transport.get("/operations/" + Query.encode(id), type(OperationJson.class));
    }

    public ApiResult<List<OutageJson>> outages() {
        return transport.get("/outages", list(OutageJson.class));
    }

    /** Tells what an outage would do; {@code askUntil}: when holders are asked, null if they are not. */
    public ApiResult<OutageJson> previewOutage(NewOutageJson outage, Instant askUntil) {
        Query query = new Query().with("askUntil", askUntil == null ? null : askUntil.toString());
        return transport.post("/outages/preview" + query, outage, Optional.empty(), type(OutageJson.class));
    }

    /**
     * Sets an outage.
     *
     * @param askUntil until when holders of bookings that could end earlier may answer; null: nobody is asked
     * @param force also over granted bookings, which are moved where there is room and end otherwise
     */
    public ApiResult<OutageJson> setOutage(NewOutageJson outage, Instant askUntil, boolean force) {
        Query query = new Query()
                .with("askUntil", askUntil == null ? null : askUntil.toString())
                .with("force", force ? "true" : null);
        return transport.post("/outages" + query, outage, Optional.empty(), type(OutageJson.class));
    }

    public ApiResult<OutageJson> endOutage(String id) {
        return transport.post("/outages/" + Query.encode(id) + "/end", null, Optional.empty(), type(OutageJson.class));
    }

    /** Lists the outages that repeat. */
    public ApiResult<List<OutageSeriesJson>> outageSeries() {
        return transport.get("/outages/series", list(OutageSeriesJson.class));
    }

    public ApiResult<OutageSeriesJson> previewOutages(NewOutageSeriesJson series) {
        return transport.post("/outages/series/preview", series, Optional.empty(), type(OutageSeriesJson.class));
    }

    /** Sets an outage that repeats; {@code force} as for one outage. */
    public ApiResult<OutageSeriesJson> setOutages(NewOutageSeriesJson series, boolean force) {
        Query query = new Query().with("force", force ? "true" : null);
        return transport.post("/outages/series" + query, series, Optional.empty(), type(OutageSeriesJson.class));
    }

    /** Ends an outage that repeats. */
    public ApiResult<OutageSeriesJson> endOutages(String id) {
        String path = "/outages/series/" + Query.encode(id) + "/end";
        return transport.post(path, null, Optional.empty(), type(OutageSeriesJson.class));
    }

    public ApiResult<LinkCodeJson> linkCode() {
        return transport.post("/me/link-code", null, Optional.empty(), type(LinkCodeJson.class));
    }

    public ApiResult<LinkJson> link(LinkJson link) {
        return transport.post("/links", link, Optional.empty(), type(LinkJson.class));
    }

    /** Unbinds a chat account. */
    public ApiResult<LinkJson> unlink(String identity) {
        String path = "/links/" + Query.encode(identity) + "/remove";
        return transport.post(path, null, Optional.empty(), type(LinkJson.class));
    }

    /** Lists which chat accounts are linked to whom. */
    public ApiResult<List<LinkJson>> links() {
        return transport.get("/links", list(LinkJson.class));
    }

    /** Returns the sequence of the latest event. */
    public ApiResult<Long> lastEvent() {
        JavaType page = TYPES.constructParametricType(PageJson.class, EventJson.class);
        ApiResult<PageJson<EventJson>> events = transport.get("/events?after=now&limit=1", page);
        return events.map(p -> Long.parseLong(p.next()));
    }

    /** Returns the events after a sequence; the server holds the request until there is one or {@code wait} has passed. */
    public ApiResult<List<EventJson>> events(long after, Duration wait) {
        String query = new Query()
                .with("after", after)
                .with("limit", 500)
                .with("wait", wait.toSeconds())
                .toString();
        return transport.hold("/events" + query, wait, list(EventJson.class));
    }

    /** Returns a feed of events that goes on where it was left. */
    public EventFeed feed(long after) {
        return new EventFeed(this, transport, after);
    }

    private static String path(String booking, String rest) {
        return "/bookings/" + Query.encode(booking) + rest;
    }

    private static JavaType type(Class<?> type) {
        return TYPES.constructType(type);
    }

    private static JavaType list(Class<?> item) {
        return TYPES.constructCollectionType(List.class, item);
    }
}
