package io.laas.jenkins.config;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.security.ACL;
import io.laas.engine.EngineSettings;
import io.laas.jenkins.JenkinsFacade;

/**
 * Where a database is, and which credentials of Jenkins open it.
 *
 * @param credentialsId empty if the URL says all
 */
record DatabasePlace(String url, String credentialsId) {
    /**
     * Returns it with user name and password in the clear, for the engine.
     *
     * @throws IllegalArgumentException if the credentials do not exist
     */
    EngineSettings.Database open() {
        if (credentialsId.isEmpty()) {
            return new EngineSettings.Database(url, null, null);
        }
        StandardUsernamePasswordCredentials credentials = credentials();
        return new EngineSettings.Database(
                url, credentials.getUsername(), credentials.getPassword().getPlainText());
    }

    private StandardUsernamePasswordCredentials credentials() {
        return CredentialsProvider.lookupCredentialsInItemGroup(
                        StandardUsernamePasswordCredentials.class, JenkinsFacade.jenkins(), ACL.SYSTEM2)
                .stream()
                .filter(c -> c.getId().equals(credentialsId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the credentials '%s' of the database do not exist. Add them, or choose others under Manage Jenkins, Lab as a Service."
                                .formatted(credentialsId)));
    }
}
