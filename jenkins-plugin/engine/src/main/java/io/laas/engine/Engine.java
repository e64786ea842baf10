package io.laas.engine;

import io.laas.engine.account.AccountService;
import io.laas.engine.account.FeedService;
import io.laas.engine.booking.Admissions;
import io.laas.engine.booking.AnswerTable;
import io.laas.engine.booking.ApprovalService;
import io.laas.engine.booking.BookingRow;
import io.laas.engine.booking.BookingService;
import io.laas.engine.booking.BookingTable;
import io.laas.engine.booking.DescriptorService;
import io.laas.engine.booking.DueBookings;
import io.laas.engine.booking.Ender;
import io.laas.engine.booking.GroupService;
import io.laas.engine.booking.IdlePods;
import io.laas.engine.booking.IdleService;
import io.laas.engine.booking.MachineService;
import io.laas.engine.booking.OutageImpact;
import io.laas.engine.booking.ShorteningService;
import io.laas.engine.booking.Starter;
import io.laas.engine.booking.WaitList;
import io.laas.engine.calendar.CalendarService;
import io.laas.engine.design.DesignKind;
import io.laas.engine.design.DesignService;
import io.laas.engine.draft.DraftService;
import io.laas.engine.event.EventLog;
import io.laas.engine.flow.Consequences;
import io.laas.engine.flow.Flow;
import io.laas.engine.image.ImageKeeper;
import io.laas.engine.installer.InstallationTable;
import io.laas.engine.installer.Installers;
import io.laas.engine.lab.Catalogue;
import io.laas.engine.labfile.LabFileService;
import io.laas.engine.operation.Dispatcher;
import io.laas.engine.operation.Operation;
import io.laas.engine.operation.OperationService;
import io.laas.engine.operation.OperationTable;
import io.laas.engine.outage.OutageSeriesService;
import io.laas.engine.outage.OutageService;
import io.laas.engine.port.LabTexts;
import io.laas.engine.port.People;
import io.laas.engine.port.PodOperations;
import io.laas.engine.project.ProjectService;
import io.laas.engine.reconcile.Reconciler;
import io.laas.engine.remote.LabOutages;
import io.laas.engine.remote.LabWorkService;
import io.laas.engine.remote.RemoteLabService;
import io.laas.engine.remote.RemoteLabs;
import io.laas.engine.snapshot.SnapshotService;
import io.laas.engine.statistics.StatisticsService;
import io.laas.engine.store.ControllerTable;
import io.laas.engine.store.HostTable;
import io.laas.engine.store.Store;
import io.laas.engine.store.Tx;
import io.laas.engine.vpod.Details;
import io.laas.engine.vpod.VpodRow;
import io.laas.engine.vpod.VpodService;
import io.laas.engine.vpod.VpodTable;
import io.laas.engine.vpod.VpodWork;
import io.laas.model.BookingId;
import io.laas.model.OperationId;
import io.laas.model.UserId;
import io.laas.model.booking.Booking;
import io.laas.model.installer.Extras;
import io.laas.model.installer.Installation;
import io.laas.model.lab.Lab;
import io.laas.model.operation.OperationKind;
import io.laas.model.pod.Config;
import io.laas.model.pod.Pod;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * The engine of one controller. Thread-safe. Nothing happens by itself: somebody calls {@link #tick()} every second or so. One JVM may
 * have several, one after the other or on different stores, in whatever class loader.
 */
public final class Engine implements AutoCloseable {
    private final Store store;
    private final String controller;
    private final Catalogue catalogue;
    private final EventLog events;
    private final AccountService accounts;
    private final BookingService bookings;
    private final GroupService groups;
    private final Admissions admissions;
    private final ApprovalService approvals;
    private final IdleService idle;
    private final VpodService vpods;
    private final OperationService operations;
    private final OutageService outages;
    private final OutageSeriesService outageSeries;
    private final ShorteningService shortenings;
    private final DesignService<Pod> pods;
    private final DesignService<Config> configs;
    private final ProjectService projects;
    private final SnapshotService snapshots;
    private final MachineService machines;
    private final FeedService feeds;
    private final CalendarService calendar;
    private final DraftService drafts;
    private final StatisticsService statistics;
    private final DescriptorService descriptors;
    private final Details details;
    private final Optional<Path> home;
    private final Installers installers = new Installers();
    private final Reconciler reconciler;
    private final ImageKeeper images;
    private final Dispatcher dispatcher;
    private final RemoteLabs remote;
    private final LabOutages labOutages;
    private final LabFileService labFiles;
    private final Flow flow;
    private final Background background;
    private volatile boolean closed;

    private Engine(
            Store store, EngineSettings settings, PodOperations here, InstantSource clock, Background background) {
        this.store = store;
        this.background = background;
        this.home = settings.directory();
        this.controller = ControllerTable.identity(store, settings.directory());
        this.catalogue = new Catalogue(store);
        this.remote = new RemoteLabs(store, catalogue, here, clock, settings.lease(), this::use);
        PodOperations port = remote.everywhere();
        this.events = new EventLog(store);
        this.details = new Details(catalogue, Engine::owner);
        VpodWork work = new VpodWork(catalogue, controller, Engine::members, details, this::extras);
        this.dispatcher = new Dispatcher(store, port, work);
        work.through(dispatcher);
        Starter starter = new Starter(catalogue, work);
        this.admissions = new Admissions(store, catalogue);
        WaitList waitList = new WaitList(
                store, catalogue, starter, new IdlePods(catalogue, work), admissions, new Ender(catalogue, work));
        this.bookings = new BookingService(store, catalogue, work, starter, waitList, installers);
        this.groups = new GroupService(store, catalogue, work, starter, waitList);
        this.approvals = new ApprovalService(store, catalogue, work, starter, waitList);
        this.idle = new IdleService(store, catalogue);
        this.pods = new DesignService<>(store, catalogue, DesignKind.POD);
        this.configs = new DesignService<>(store, catalogue, DesignKind.CONFIG);
        this.projects = new ProjectService(store, catalogue);
        this.snapshots = new SnapshotService(store);
        this.machines = bookings.machines(port);
        this.feeds = new FeedService(store, catalogue);
        this.calendar = new CalendarService(store);
        this.drafts = new DraftService(store);
        this.statistics = new StatisticsService(store, catalogue);
        this.vpods = new VpodService(store, work);
        this.operations = new OperationService(store, dispatcher, Engine::isMember);
        this.descriptors = new DescriptorService(store, catalogue, work);
        this.outages = new OutageService(store, catalogue, new OutageImpact(catalogue, work), waitList);
        this.shortenings = new ShorteningService(store, catalogue, work, waitList, outages);
        this.labOutages = new LabOutages(remote.work(), outages);
        this.outageSeries = new OutageSeriesService(store, catalogue, outages, waitList);
        this.labFiles = new LabFileService(store, catalogue, remote.service());
        this.reconciler = new Reconciler(store, catalogue, port, controller, settings.leakAge(), clock);
        this.images = new ImageKeeper(store, catalogue, port, clock);
        DueBookings due = new DueBookings(store, catalogue, work, starter);
        Flow.Parts parts = new Flow.Parts(
                store, catalogue, work, dispatcher, due, waitList, outageSeries, shortenings, reconciler, images, port);
        this.flow = new Flow(parts, settings, clock, background);
        this.accounts = new AccountService(store, this::keysChanged);
        dispatcher.consequences(new Consequences(
                store, work, starter, new Ender(catalogue, work), settings.retryDelay(), flow::somethingMayBeFree));
        filesIn(List.of());
    }

    /**
     * Opens the store, migrates it if need be and takes hold of it for this process.
     *
     * @throws io.laas.engine.store.StoreException if the store cannot be opened or another process holds it
     */
    public static Engine open(EngineSettings settings, PodOperations operations, InstantSource clock) {
        return open(settings, operations, clock, Background.own());
    }

    /** Opens it with somebody else's threads for what asks hosts: probing and reconciling. */
    public static Engine open(
            EngineSettings settings, PodOperations operations, InstantSource clock, Executor background) {
        return open(settings, operations, clock, Background.on(background));
    }

    private static Engine open(
            EngineSettings settings, PodOperations operations, InstantSource clock, Background background) {
        try {
            Store store = Store.open(settings, clock);
            return open(store, settings, operations, clock, background);
        } catch (RuntimeException e) {
            background.close();
            throw e;
        }
    }

    private static Engine open(
            Store store,
            EngineSettings settings,
            PodOperations operations,
            InstantSource clock,
            Background background) {
        try {
            return new Engine(store, settings, operations, clock, background);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private static Set<UserId> members(Tx tx, BookingId id) {
        Booking booking = new BookingTable(tx).get(id).booking();
        Set<UserId> members = new HashSet<>(booking.collaborators());
        members.add(booking.owner());
        return members;
    }

    private static UserId owner(Tx tx, BookingId id) {
        return new BookingTable(tx).get(id).booking().owner();
    }

    private static boolean isMember(Tx tx, BookingId id, UserId user) {
        return new BookingTable(tx)
                .find(id)
                .map(BookingRow::booking)
                .filter(b -> b.isMember(user))
                .isPresent();
    }

    private void keysChanged(Tx tx, UserId user) {
        VpodTable table = new VpodTable(tx);
        new HostTable(tx).lock(table.hostsOf(user));
        table.markStale(user);
        tx.afterCommit(flow::tend);
    }

    private Extras extras(Tx tx, OperationId id) {
        Operation operation = new OperationTable(tx).find(id).orElseThrow().operation();
        VpodRow vpod = new VpodTable(tx).get(operation.vpod());
        Map<String, String> answers =
                operation.booking().map(new AnswerTable(tx)::of).orElse(Map.of());
        Optional<Installation> installation = operation.kind() == OperationKind.INSTALL
                ? new InstallationTable(tx).work(id)
                : installers.ofConfig(vpod.plan().pod(), vpod.plan().config());
        return new Extras(installation, catalogue.workflows().tasks(vpod.lab()), answers);
    }

    /**
     * Sets the directories in whose subdirectories {@code installers} and {@code workflow} labs drop files, besides the one where
     * bookings are kept.
     */
    public void filesIn(List<Path> directories) {
        List<Path> all = new ArrayList<>(directories);
        home.ifPresent(all::add);
        installers.in(all.stream().map(d -> d.resolve("installers")).distinct().toList());
        catalogue
                .workflows()
                .in(all.stream().map(d -> d.resolve("workflow")).distinct().toList());
    }

    /** Returns the installers that are offered. */
    public Installers installers() {
        return installers;
    }

    /**
     * Makes these the labs, together with those that were published from elsewhere. Bookings stay as they are; hosts and static
     * vpods that are gone and in use drain.
     */
    public void configure(List<Lab> labs) {
        remote.configure(labs);
    }

    /** Sets where the texts of the labs are that are configured here. */
    public void texts(LabTexts texts) {
        labFiles.in(texts);
    }

    private void use(List<Lab> labs) {
        flow.configure(labs);
    }

    /** Sets who knows where people find this controller, empty if nobody does; descriptors name it. */
    public void home(Supplier<String> address) {
        details.home(address);
    }

    /** Does everything that is due: starts, ends, reminders, wait list, retries. Idempotent; never throws; does nothing after close. */
    public void tick() {
        if (!closed) {
            flow.tick();
        }
    }

    /** Returns the stable identity of this controller, which its tags carry. */
    public String controller() {
        return controller;
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    public BookingService bookings() {
        return bookings;
    }

    public GroupService groups() {
        return groups;
    }

    /** Returns who knows in which labs somebody may book. */
    public Admissions admissions() {
        return admissions;
    }

    /** Sets who knows users better than their accounts here do: their groups, and whether they manage. */
    public void people(People people) {
        admissions.people(people);
    }

    public ApprovalService approvals() {
        return approvals;
    }

    public IdleService idle() {
        return idle;
    }

    /** Returns the pods that can be booked: those of the labs, and those of users. */
    public DesignService<Pod> pods() {
        return pods;
    }

    /** Returns the configs that can be booked: those of the labs, and those of users. */
    public DesignService<Config> configs() {
        return configs;
    }

    public ProjectService projects() {
        return projects;
    }

    /** Returns who works on single machines of bookings and looks at them. */
    public MachineService machines() {
        return machines;
    }

    public SnapshotService snapshots() {
        return snapshots;
    }

    public FeedService feeds() {
        return feeds;
    }

    public CalendarService calendar() {
        return calendar;
    }

    public DraftService drafts() {
        return drafts;
    }

    public StatisticsService statistics() {
        return statistics;
    }

    public VpodService vpods() {
        return vpods;
    }

    public OperationService operations() {
        return operations;
    }

    public DescriptorService descriptors() {
        return descriptors;
    }

    public OutageService outages() {
        return outages;
    }

    public OutageSeriesService outageSeries() {
        return outageSeries;
    }

    /** Returns who asks holders whether their bookings may end before an outage. */
    public ShorteningService shortenings() {
        return shortenings;
    }

    public EventLog events() {
        return events;
    }

    public AccountService accounts() {
        return accounts;
    }

    /** Returns the labs elsewhere. */
    public RemoteLabService remoteLabs() {
        return remote.service();
    }

    /** Returns the texts of the labs, which can be read and changed. */
    public LabFileService labFiles() {
        return labFiles;
    }

    /** Returns the outages that labs elsewhere set. */
    public LabOutages labOutages() {
        return labOutages;
    }

    /** Returns what workers of labs elsewhere do. */
    public LabWorkService labWork() {
        return remote.work();
    }

    public ImageKeeper images() {
        return images;
    }

    public Reconciler reconciler() {
        return reconciler;
    }

    Store store() {
        return store;
    }

    /**
     * Lets go of the store, after what is under way in it. Operations go on and are taken up again at the next start; what is heard of
     * them until then is not kept. Whoever still uses the engine gets a {@link io.laas.engine.store.StoreException}. May be called twice.
     */
    @Override
    public void close() {
        closed = true;
        dispatcher.close();
        events.close();
        background.close();
        store.close();
    }
}
