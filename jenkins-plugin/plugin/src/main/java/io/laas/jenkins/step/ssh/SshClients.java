package io.laas.jenkins.step.ssh;

import hudson.init.Terminator;
import java.security.PublicKey;
import java.util.List;
import java.util.function.Predicate;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.password.PasswordIdentityProvider;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;

/** The ssh client of this controller; it knows nothing of the configuration and keys of the account that Jenkins runs as. */
public final class SshClients {
    /** Says of a connection which host keys are right. */
    static final AttributeKey<Predicate<PublicKey>> EXPECTED = new AttributeKey<>();

    private static SshClient client;

    private SshClients() {}

    static synchronized SshClient client() {
        if (client == null) {
            client = SshClient.setUpDefaultClient();
            client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
            client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
            client.setPasswordIdentityProvider(PasswordIdentityProvider.EMPTY_PASSWORDS_PROVIDER);
            client.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
            client.setServerKeyVerifier((session, address, key) -> {
                Predicate<PublicKey> expected = session.getConnectionContext() == null
                        ? null
                        : session.getConnectionContext().getAttribute(EXPECTED);
                return expected != null && expected.test(key);
            });
            client.start();
        }
        return client;
    }

    /** Ends the client with Jenkins. */
    @Terminator
    public static synchronized void onShutdown() {
        if (client != null) {
            client.stop();
            client = null;
        }
    }
}
