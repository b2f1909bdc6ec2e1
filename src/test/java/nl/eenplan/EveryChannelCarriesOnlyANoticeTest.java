package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.nimbusds.jose.jwk.JWKSet;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import nl.eenplan.Fhir.Sent;
import nl.eenplan.exchange.Channel;
import nl.eenplan.exchange.Channels;
import nl.eenplan.organisation.OrganisationCode;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Value;

/** Webhook, mail, and a channel that somebody made from one file. */
@HubTest
class EveryChannelCarriesOnlyANoticeTest {

  private final Hub hub;
  private final NewPartner partners;
  private final Channels channels;
  private final CamelContext routes;
  private final int mailPort;
  private final Client client = Client.named("Kanarina", "Geelveer", "1971-02-03");

  EveryChannelCarriesOnlyANoticeTest(
      Hub hub,
      NewPartner partners,
      Channels channels,
      CamelContext routes,
      @Value("${eenplan.mail.port}") int mailPort) {
    this.hub = hub;
    this.partners = partners;
    this.channels = channels;
    this.routes = routes;
    this.mailPort = mailPort;
  }

  @AfterEach
  void backToToday() {
    hub.clock().reset();
  }

  @Test
  void aWebhookIsACloudEventThatTheHubSigned() throws Exception {
    try (Receiver receiver = new Receiver()) {
      OrganisationCode code = partners.withWebhook(receiver);
      Sent sent = partners.referWithCanaries(code, client);
      await().atMost(Hub.SOON).until(() -> !receiver.posts().isEmpty());
      Receiver.Post post = receiver.posts().getFirst();
      assertThat(post.method()).isEqualTo("POST");
      assertThat(post.headers().get("content-type")).startsWith("application/cloudevents+json");
      assertThat(post.body())
          .contains(
              "\"specversion\":\"1.0\"",
              "\"source\":\"urn:nld:oin:",
              "\"type\":\"nl.eenplan.referral.submit\"",
              "\"subject\":\"" + Fhir.id(sent.task()) + "\"",
              "\"dataref\":");
      theSignatureHolds(post, receiver.url());
      nothingPersonal(post.headers() + post.body());
      assertThat(post.body()).doesNotContain(Fhir.id(sent.patient()), Fhir.id(sent.order()));
    }
  }

  /** As a partner would check it, from RFC 9421 and the published keys alone. */
  private void theSignatureHolds(Receiver.Post post, String url) throws Exception {
    String digest =
        "sha-256=:"
            + Base64.getEncoder()
                .encodeToString(
                    MessageDigest.getInstance("SHA-256")
                        .digest(post.body().getBytes(StandardCharsets.UTF_8)))
            + ":";
    assertThat(post.headers().get("content-digest")).isEqualTo(digest);
    String parameters = post.headers().get("signature-input").replaceFirst("eenplan=", "");
    String base =
        "\"@method\": POST\n\"@target-uri\": "
            + url
            + "\n\"content-type\": "
            + post.headers().get("content-type")
            + "\n\"content-digest\": "
            + digest
            + "\n\"@signature-params\": "
            + parameters;
    JWKSet published = JWKSet.load(URI.create(hub.url() + "/.well-known/jwks.json").toURL());
    String id = parameters.replaceFirst(".*keyid=\"([^\"]+)\".*", "$1");
    byte[] raw = published.getKeyByKeyId(id).toOctetKeyPair().getDecodedX();
    byte[] prefix = HexFormat.of().parseHex("302a300506032b6570032100");
    byte[] encoded = Arrays.copyOf(prefix, prefix.length + raw.length);
    System.arraycopy(raw, 0, encoded, prefix.length, raw.length);
    Signature ed25519 = Signature.getInstance("Ed25519");
    ed25519.initVerify(
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
    ed25519.update(base.getBytes(StandardCharsets.UTF_8));
    String signature = post.headers().get("signature");
    assertThat(
            ed25519.verify(
                Base64.getDecoder()
                    .decode(signature.substring("eenplan=:".length(), signature.length() - 1))))
        .isTrue();
  }

  @Test
  void aMailSaysThatThereIsSomethingAndNothingMore() throws Exception {
    GreenMail mail = mailServer();
    try {
      OrganisationCode code = partners.welfare();
      partners.choose(code, Channel.MAIL, "balie@" + code + ".example");
      Sent sent = partners.referWithCanaries(code, client);
      await().atMost(Hub.SOON).until(() -> mail.getReceivedMessages().length > 0);
      MimeMessage message = mail.getReceivedMessages()[0];
      String all = GreenMailUtil.getWholeMessage(message);
      assertThat(message.getSubject()).contains("Er staat iets voor u klaar", "There is something");
      assertThat(message.getAllRecipients()[0].toString()).isEqualTo("balie@" + code + ".example");
      assertThat(String.valueOf(message.getContent())).contains("Log in om het te bekijken");
      nothingPersonal(all);
      assertThat(all)
          .doesNotContain(
              Fhir.id(sent.task()), Fhir.id(sent.patient()), "submit", "lv", "participation");
    } finally {
      mail.stop();
    }
  }

  @Test
  void aDigestComesOnceADayAndOnlyIfSomethingIsLeftToTell() throws Exception {
    GreenMail mail = mailServer();
    try {
      OrganisationCode code = partners.welfare();
      digest(code);
      partners.refer(code, Client.mieke());
      await().atMost(Hub.SOON).until(() -> mail.getReceivedMessages().length == 1);
      Sent second = partners.refer(code, Client.mieke());
      partners.refer(code, Client.mieke());
      partners.refer(code, Client.mieke());
      await()
          .during(Duration.ofSeconds(2))
          .atMost(Hub.SOON)
          .until(() -> mail.getReceivedMessages().length == 1);
      hub.clock().advance(Duration.ofDays(1));
      await().atMost(Hub.SOON).until(() -> mail.getReceivedMessages().length == 2);
      await()
          .atMost(Hub.SOON)
          .until(() ->
              hub.partner("lv-operator")
                  .get("/admin/messages?referral=" + Fhir.id(second.task()), "Accept", "*/*")
                  .body()
                  .contains("\"sent\""));
      Sent taken = partners.refer(code, Client.mieke());
      Fhir lv = new Fhir(hub.partner("lv"));
      lv.update(lv.read(Consent.class, taken.consent()).setStatus(Consent.ConsentState.INACTIVE));
      assertThat(mail.getReceivedMessages()).hasSize(2);
    } finally {
      mail.stop();
    }
  }

  /** The first digest at once, the next ones at this time of the day. */
  private void digest(OrganisationCode code) {
    channels.choose(
        new Channel(
            code,
            Channel.MAIL,
            Optional.of("balie@" + code + ".example"),
            true,
            Optional.of(LocalTime.of(8, 0)),
            false));
  }

  @Test
  void whoLooksByItselfIsSentNothing() {
    OrganisationCode code = partners.welfare();
    channels.choose(new Channel(code, "none", Optional.empty(), false, Optional.empty(), false));
    Sent sent = partners.refer(code, Client.mieke());
    Partner operator = hub.partner("lv-operator");
    await()
        .atMost(Hub.SOON)
        .until(() ->
            operator
                .get("/admin/messages?referral=" + Fhir.id(sent.task()), "Accept", "*/*")
                .body()
                .contains("\"state\":\"sent\""));
    assertThat(new Fhir(hub.partner(code.value())).read(Task.class, sent.task()).getStatus())
        .isEqualTo(Task.TaskStatus.REQUESTED);
  }

  @Test
  void anotherChannelIsOneFile(@TempDir Path folder) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("channel-folder.camel.yaml"),
            """
            - route:
                id: channel-folder
                description: Puts a notice in the partner's folder.
                from:
                  uri: direct:channel-folder
                  steps:
                    - setHeader: {name: CamelFileName, simple: "${exchangeProperty.partner}.txt"}
                    - to: "file:%s"
            """
                .formatted(folder));
    OrganisationCode code = partners.welfare();
    String choice = "{\"kind\": \"folder\"}";
    Partner operator = hub.partner("lv-operator");
    String place = "/admin/organisations/" + code + "/channel";
    assertThat(operator.put(place, choice, "Content-Type", "application/json").status())
        .as("no route yet")
        .isEqualTo(422);
    Resource resource = ResourceHelper.resolveResource(routes, "file:" + file);
    PluginHelper.getRoutesLoader(routes).loadRoutes(resource);
    try {
      assertThat(operator.put(place, choice, "Content-Type", "application/json").status())
          .isEqualTo(200);
      Sent sent = partners.referWithCanaries(code, client);
      Path notice = folder.resolve(code + ".txt");
      await().atMost(Hub.SOON).until(() -> Files.exists(notice));
      assertThat(Files.readString(notice)).contains(Fhir.id(sent.task()));
      nothingPersonal(Files.readString(notice));
    } finally {
      channels.choose(Channel.queue(code));
      routes.getRouteController().stopRoute("channel-folder");
      routes.removeRoute("channel-folder");
    }
  }

  private void nothingPersonal(String bytes) {
    assertThat(bytes)
        .doesNotContain(
            client.bsn(),
            client.given(),
            client.family(),
            client.phone(),
            client.birthDate(),
            "gezelligheid",
            "orgelspelen")
        .doesNotContainIgnoringCase("kanarie");
  }

  private GreenMail mailServer() {
    GreenMail mail = new GreenMail(new ServerSetup(mailPort, "localhost", "smtp"));
    mail.start();
    return mail;
  }
}
