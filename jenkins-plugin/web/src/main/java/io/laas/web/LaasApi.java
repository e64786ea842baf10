package io.laas.web;

import io.laas.engine.Engine;
import io.laas.model.wire.WireJson;
import io.laas.web.api.AnswerResource;
import io.laas.web.api.ApprovalResource;
import io.laas.web.api.BookingResource;
import io.laas.web.api.BookingSnapshotResource;
import io.laas.web.api.CalendarResource;
import io.laas.web.api.ConfigResource;
import io.laas.web.api.DescriptorResource;
import io.laas.web.api.DraftResource;
import io.laas.web.api.EventResource;
import io.laas.web.api.FeedResource;
import io.laas.web.api.GroupResource;
import io.laas.web.api.IdleResource;
import io.laas.web.api.InfoResource;
import io.laas.web.api.InstallResource;
import io.laas.web.api.InstallerResource;
import io.laas.web.api.LabDescriptorResource;
import io.laas.web.api.LabFileResource;
import io.laas.web.api.LabResource;
import io.laas.web.api.LabWorkResource;
import io.laas.web.api.LeakResource;
import io.laas.web.api.LinkResource;
import io.laas.web.api.MachineResource;
import io.laas.web.api.MeResource;
import io.laas.web.api.MetricsResource;
import io.laas.web.api.MyFeedResource;
import io.laas.web.api.OperationResource;
import io.laas.web.api.OutageResource;
import io.laas.web.api.OutageSeriesResource;
import io.laas.web.api.PodDescriptionResource;
import io.laas.web.api.PodImportResource;
import io.laas.web.api.PodResource;
import io.laas.web.api.ProjectResource;
import io.laas.web.api.QuestionResource;
import io.laas.web.api.RemoteLabResource;
import io.laas.web.api.ShorteningResource;
import io.laas.web.api.SnapshotResource;
import io.laas.web.api.StatisticsResource;
import io.laas.web.api.TokenResource;
import io.laas.web.api.VpodResource;
import io.laas.web.auth.Authenticator;
import io.laas.web.auth.Gates;
import io.laas.web.auth.OnceKeys;
import io.laas.web.error.ErrorMapper;
import io.laas.web.json.BodyLimit;
import io.laas.web.json.JsonBodies;
import io.laas.web.json.MissingBody;
import io.laas.web.metrics.Metrics;
import io.laas.web.sse.ConsoleFeed;
import io.laas.web.sse.EventFeed;
import io.laas.web.work.WorkClaims;
import java.time.InstantSource;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.media.sse.SseFeature;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;

/**
 * REST v1 over one engine as a JAX-RS application, without knowing what hosts it: the stand-alone server puts it below
 * {@code /api/v1}, Jenkins below {@code /laas/api/v1}. Closing it ends the event streams; the engine stays open.
 */
public final class LaasApi implements AutoCloseable {
    private final ResourceConfig application = new ResourceConfig();
    private final EventFeed feed;
    private final WorkClaims claims;
    private final ConsoleFeed consoles = new ConsoleFeed();

    public LaasApi(Engine engine, Authenticator authenticator, ApiSettings settings, InstantSource clock) {
        feed = new EventFeed(engine.events(), settings.feed());
        claims = new WorkClaims(engine.labWork());
        jersey();
        application.register(new Gates(authenticator, settings.limit(), clock));
        application.register(new BodyLimit());
        application.register(new MissingBody());
        application.register(new OnceKeys());
        application.register(new JsonBodies(WireJson.strict()));
        application.register(new ErrorMapper());
        application.register(new ResponseHeaders());
        resources(engine, settings, clock);
        application.register(new MyFeedResource(engine.feeds()));
        application.register(new AnswerResource(engine.bookings()));
        application.register(new QuestionResource(engine.catalogue()));
        application.register(new InstallerResource(engine.installers()));
        application.register(new InstallResource(engine.bookings().installs()));
        application.register(new FeedResource(engine, authenticator, clock));
    }

    /** No features are found on the class path by themselves: the application is the same in every host, and starts sooner. */
    private void jersey() {
        application.property(ServerProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true);
        application.property(CommonProperties.PROVIDER_DEFAULT_DISABLE, "ALL");
        application.property(ServerProperties.WADL_FEATURE_DISABLE, true);
        application.property(ServerProperties.BV_FEATURE_DISABLE, true);
        application.property(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true);
        application.register(SseFeature.class);
    }

    private void resources(Engine engine, ApiSettings settings, InstantSource clock) {
        application.register(new InfoResource(settings.version(), engine.controller(), clock));
        application.register(new MeResource(engine.accounts()));
        application.register(new TokenResource(engine.accounts()));
        application.register(new LinkResource(engine.accounts()));
        application.register(new LabResource(engine.catalogue(), engine.images(), engine.admissions()));
        application.register(new LabFileResource(engine.labFiles()));
        application.register(
                new PodResource(engine.pods(), engine.catalogue(), engine.bookings(), engine.admissions()));
        application.register(new PodImportResource(engine.pods(), engine.admissions()));
        application.register(new ConfigResource(engine.configs(), engine.catalogue(), engine.bookings()));
        application.register(new ProjectResource(engine.projects()));
        application.register(new MetricsResource(new Metrics(engine, clock)));
        application.register(new DraftResource(engine.drafts()));
        application.register(new CalendarResource(engine.calendar(), clock));
        application.register(new StatisticsResource(engine.statistics(), engine.accounts(), clock));
        application.register(new VpodResource(engine.vpods()));
        application.register(new BookingResource(engine.bookings(), engine.operations(), engine.events(), clock));
        application.register(new MachineResource(engine.machines(), consoles));
        application.register(new BookingSnapshotResource(engine.bookings()));
        application.register(new SnapshotResource(engine.snapshots(), engine.catalogue()));
        application.register(new ApprovalResource(engine.approvals(), engine.bookings()));
        application.register(new ShorteningResource(engine.shortenings(), engine.bookings()));
        application.register(new IdleResource(engine.idle(), engine.bookings()));
        application.register(new GroupResource(engine.groups(), clock));
        application.register(new DescriptorResource(engine.descriptors()));
        application.register(new LabDescriptorResource(engine.descriptors()));
        application.register(new PodDescriptionResource(engine.descriptors()));
        application.register(new OperationResource(engine.operations()));
        application.register(new OutageResource(engine.outages(), engine.shortenings(), clock));
        application.register(new OutageSeriesResource(engine.outageSeries()));
        application.register(new EventResource(engine.events(), feed));
        application.register(new LeakResource(engine.reconciler()));
        application.register(new RemoteLabResource(engine.remoteLabs()));
        application.register(new LabWorkResource(engine.remoteLabs(), engine.labWork(), engine.labOutages(), claims));
    }

    /** Returns the application, for a Jersey servlet. */
    public ResourceConfig application() {
        return application;
    }

    @Override
    public void close() {
        claims.close();
        consoles.close();
        feed.close();
    }
}
