package io.laas.engine;

import static io.laas.engine.Bench.ADMIN;
import static io.laas.engine.Bench.ANN;
import static io.laas.engine.Bench.BOB;
import static io.laas.engine.Bench.done;
import static io.laas.engine.Bench.refused;
import static io.laas.engine.Bench.request;
import static io.laas.engine.fake.Labs.SMALL;
import static io.laas.engine.fake.Labs.aLab;
import static org.assertj.core.api.Assertions.assertThat;

import io.laas.engine.account.AccountService;
import io.laas.engine.account.Caller;
import io.laas.engine.account.IssuedToken;
import io.laas.engine.account.NewToken;
import io.laas.engine.account.Right;
import io.laas.model.Actor;
import io.laas.model.Channel;
import io.laas.model.UserId;
import io.laas.model.booking.RefusalCode;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccountTest {
    private static final Caller BOT =
            new Caller(Actor.of(new UserId("bot"), Channel.SLACK), EnumSet.of(Right.VIEW, Right.ACT_FOR));

    private static Bench bench() {
        return new Bench(Bench.inMemory(), aLab().host("h1", 1).build());
    }

    @Test
    void theFirstAdminTokenIsMadeOnce() throws Exception {
        try (Bench bench = bench()) {
            List<java.util.Optional<IssuedToken>> tokens =
                    EngineContract.atOnce(4, i -> bench.engine().accounts().firstAdminToken());
            assertThat(tokens).filteredOn(java.util.Optional::isPresent).hasSize(1);
            String secret = tokens.stream()
                    .flatMap(java.util.Optional::stream)
                    .findFirst()
                    .orElseThrow()
                    .secret();
            assertThat(bench.engine()
                            .accounts()
                            .authenticate(secret)
                            .orElseThrow()
                            .rights())
                    .isEqualTo(EnumSet.complementOf(EnumSet.of(Right.ACT_FOR, Right.SERVE_LAB)));
        }
    }

    @Test
    void tokensAreKnownUntilTheyAreRevoked() {
        try (Bench bench = bench()) {
            AccountService accounts = bench.engine().accounts();
            IssuedToken token = done(accounts.issue(new NewToken(ANN.user(), "laptop", Set.of(Right.VIEW)), ADMIN));
            assertThat(accounts.authenticate(token.secret()).orElseThrow().user())
                    .isEqualTo(ANN.user());
            String wrong = token.secret().substring(0, token.secret().length() - 1) + "?";
            assertThat(accounts.authenticate(wrong)).isEmpty();
            assertThat(accounts.authenticate("")).isEmpty();
            assertThat(accounts.authenticate(null)).isEmpty();
            assertThat(refused(accounts.issue(new NewToken(BOB.user(), "x", Set.of(Right.MANAGE)), BOB))
                            .code())
                    .isEqualTo(RefusalCode.FORBIDDEN);
            refused(accounts.revoke(token.token().id(), BOB));
            done(accounts.revoke(token.token().id(), ANN));
            assertThat(accounts.authenticate(token.secret())).isEmpty();
            assertThat(token.toString()).doesNotContain(token.secret());
        }
    }

    @Test
    void nobodySpeaksForAUserWhoseLastTokenIsRevoked() {
        try (Bench bench = bench()) {
            AccountService accounts = bench.engine().accounts();
            assertThat(accounts.rightsOf(ANN.user())).contains(Right.BOOK);
            NewToken laptop = new NewToken(ANN.user(), "laptop", Set.of(Right.BOOK));
            IssuedToken first = done(accounts.issue(laptop, ADMIN));
            IssuedToken second = done(accounts.issue(laptop, ADMIN));

            done(accounts.revoke(first.token().id(), ADMIN));
            assertThat(accounts.rightsOf(ANN.user())).contains(Right.BOOK);
            done(accounts.revoke(second.token().id(), ADMIN));
            assertThat(accounts.rightsOf(ANN.user())).isEmpty();
            done(accounts.issue(laptop, ADMIN));
            assertThat(accounts.rightsOf(ANN.user())).contains(Right.BOOK);
        }
    }

    @Test
    void aLinkCodeWorksOnceAndForTenMinutes() {
        try (Bench bench = bench()) {
            AccountService accounts = bench.engine().accounts();
            String code = done(accounts.newLinkCode(ANN)).code();
            assertThat(refused(accounts.link(code, "slack:T1:U2", BOB)).code()).isEqualTo(RefusalCode.FORBIDDEN);
            assertThat(done(accounts.link(code, "slack:T1:U2", BOT)).user()).isEqualTo(ANN.user());
            assertThat(accounts.linked("slack:T1:U2")).contains(ANN.user());
            refused(accounts.link(code, "slack:T1:U3", BOT));
            String late = done(accounts.newLinkCode(BOB)).code();
            bench.clock.move(Duration.ofMinutes(10));
            refused(accounts.link(late, "slack:T1:U3", BOT));
            refused(accounts.link("x", "not an identity", BOT));
            refused(accounts.unlink("slack:T1:U2", BOB));
            done(accounts.unlink("slack:T1:U2", ANN));
            assertThat(accounts.linked("slack:T1:U2")).isEmpty();
        }
    }

    @Test
    void keysAreAddedOnceAndRemoved() {
        try (Bench bench = bench()) {
            AccountService accounts = bench.engine().accounts();
            var key = done(accounts.addKey(EngineContract.KEY, ANN));
            assertThat(done(accounts.addKey(EngineContract.KEY, ANN))).isEqualTo(key);
            refused(accounts.removeKey(key.id(), BOB));
            refused(accounts.removeKey("no number", ANN));
            done(accounts.removeKey(key.id(), ANN));
            assertThat(accounts.keys(ANN.user())).isEmpty();
            done(accounts.setZone(ZoneId.of("Asia/Tokyo"), ANN));
            assertThat(accounts.account(ANN.user()).zone()).contains(ZoneId.of("Asia/Tokyo"));
        }
    }

    @Test
    void bookingForSomebodyElseNeedsManage() {
        try (Bench bench = bench()) {
            assertThat(refused(bench.book(request(ANN, SMALL), BOB)).code()).isEqualTo(RefusalCode.FORBIDDEN);
            bench.granted(request(ANN, SMALL), ADMIN);
            assertThat(refused(bench.book(request(BOT, SMALL), BOT)).message())
                    .isEqualTo("booking needs the right BOOK, which bot does not have here. Ask an admin of the lab.");
        }
    }
}
