package io.laas.jenkins.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.engine.account.Right;
import io.laas.jenkins.config.LaasConfiguration;
import io.laas.jenkins.testing.JenkinsSite;
import io.laas.web.contract.ApiClient;
import io.laas.web.contract.LabFileContract;
import io.laas.web.contract.Site;
import java.nio.file.Files;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JenkinsLabFileTest extends LabFileContract {
    @RegisterExtension
    static final JenkinsSite SITE = new JenkinsSite();

    @Override
    protected Site site() {
        return SITE;
    }

    @Override
    protected String kept() {
        return LaasConfiguration.get().getLabs().get(0).getText();
    }

    @Override
    protected ApiClient master() {
        String user = aName("master");
        SITE.grant(user, Jenkins.ADMINISTER);
        return caller(user, Right.MANAGE);
    }

    @Test
    void theRightsOfLaasAloneDoNotChangeWhichHostsThereAre() {
        ApiClient manager = somebody(Right.MANAGE);
        String text = manager.get("/labs/test/file").text("text");
        String version = manager.get("/labs/test/file").text("version");

        assertThat(manager.post(
                                "/labs/test/file",
                                "text",
                                text.replace("storage: /var/lib/laas/pool", "storage: /etc"),
                                "version",
                                version)
                        .refused(403, "FORBIDDEN"))
                .contains("only an administrator");
    }

    @Test
    void whatIsSavedIsInTheFileOfTheConfiguration() throws Exception {
        ApiClient manager = somebody(Right.MANAGE_LABS);
        String text = manager.get("/labs/test/file").text("text");
        String version = manager.get("/labs/test/file").text("version");

        manager.post("/labs/test/file", "text", text + "# by page\n", "version", version)
                .expect(200);

        assertThat(Files.readString(SITE.rule()
                        .jenkins
                        .getRootDir()
                        .toPath()
                        .resolve("io.laas.jenkins.config.LaasConfiguration.xml")))
                .contains("# by page", "far.img?key=secret");
    }
}
