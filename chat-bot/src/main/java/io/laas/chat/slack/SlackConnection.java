package io.laas.chat.slack;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.util.http.SlackHttpClient;
import java.net.URI;
import okhttp3.OkHttpClient;

/** Connects to Slack's Web API. */
final class SlackConnection {
    private static final int CALL_MILLIS = 20_000;

    private SlackConnection() {}

    /** A call whose answer is lost is not made again unseen, as OkHttp would by itself: a message would come twice. */
    static Slack to(URI api) {
        SlackConfig config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(api.toString());
        config.setHttpClientCallTimeoutMillis(CALL_MILLIS);
        OkHttpClient http = SlackHttpClient.buildOkHttpClient(config)
                .newBuilder()
                .retryOnConnectionFailure(false)
                .build();
        SlackHttpClient client = new SlackHttpClient(http);
        client.setConfig(config);
        return Slack.getInstance(config, client);
    }
}
