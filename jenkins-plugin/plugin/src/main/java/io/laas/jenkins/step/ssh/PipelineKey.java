package io.laas.jenkins.step.ssh;

import hudson.Extension;
import hudson.ExtensionList;
import io.laas.engine.account.AccountService;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Right;
import io.laas.engine.account.StoredKey;
import io.laas.jenkins.JenkinsFacade;
import io.laas.jenkins.access.JenkinsCallers;
import io.laas.model.Actor;
import io.laas.model.Channel;
import io.laas.model.SshKey;
import io.laas.model.UserId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.EnumSet;
import java.util.Objects;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.io.resource.PathResource;
import org.apache.sshd.common.util.security.SecurityUtils;

/**
 * The one key with which this controller reaches machines: made when it is first needed, kept in {@code $JENKINS_HOME/laas}, readable by
 * Jenkins' own account only. It never leaves the controller: what is done with it is done here, agents only carry bytes. The public half
 * belongs to the account of pipelines and so gets onto the machines of bookings in which that account collaborates. Thread-safe.
 */
@Extension
public final class PipelineKey {
    /** The account that has the public half. */
    public static final UserId ACCOUNT = JenkinsCallers.PIPELINES;

    private static final String FILE = "pipelines_ed25519";
    private static final String COMMENT = "laas-pipelines@jenkins";
    private static final int BITS = 256;

    private KeyPair pair;

    /** Returns the key of this Jenkins. */
    public static PipelineKey get() {
        return ExtensionList.lookupSingleton(PipelineKey.class);
    }

    /** Returns the pair, making it if there is none yet. */
    synchronized KeyPair pair() throws IOException {
        if (pair == null) {
            pair = read(JenkinsFacade.dataDirectory().resolve(FILE));
        }
        return pair;
    }

    /** Lets the account of pipelines have this key and no other. */
    public void giveTo(AccountService accounts) throws IOException {
        SshKey mine = publicKey();
        boolean there = false;
        Caller caller = new Caller(Actor.of(ACCOUNT, Channel.SYSTEM), EnumSet.of(Right.BOOK));
        for (StoredKey key : accounts.keys(ACCOUNT)) {
            if (key.key().equals(mine)) {
                there = true;
            } else {
                accounts.removeKey(key.id(), caller);
            }
        }
        if (!there) {
            accounts.addKey(mine, caller);
        }
    }

    SshKey publicKey() throws IOException {
        return new SshKey(PublicKeyEntry.toString(pair().getPublic()) + " " + COMMENT);
    }

    private static KeyPair read(Path file) throws IOException {
        try {
            if (!Files.exists(file)) {
                write(KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, BITS), file);
            }
            try (InputStream in = Files.newInputStream(file)) {
                return SecurityUtils.loadKeyPairIdentities(null, new PathResource(file), in, null)
                        .iterator()
                        .next();
            }
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    "The ssh key of pipelines in %s cannot be used. Move the file away; a new key is made then."
                            .formatted(file),
                    e);
        }
    }

    /** Whole or not at all, and never readable by others, not even for a moment. */
    private static void write(KeyPair made, Path file) throws IOException, GeneralSecurityException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Path part = file.resolveSibling(FILE + ".part");
        Files.deleteIfExists(part);
        Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (OutputStream out = Files.newOutputStream(part)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(made, COMMENT, null, out);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
