package nl.eenplan.exchange;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalTime;
import java.util.Optional;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.subscription.SubscriptionChanged;
import nl.eenplan.subscription.Subscriptions;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The channel of each partner, read each time: a change counts from the next notice on. */
@Repository
public class Channels {

  private final JdbcClient database;
  private final Subscriptions subscriptions;

  Channels(JdbcClient database, Subscriptions subscriptions) {
    this.database = database;
    this.subscriptions = subscriptions;
  }

  public Channel of(OrganisationCode partner) {
    return database
        .sql("select * from channel where partner = ?")
        .param(partner.value())
        .query(Channels::read)
        .optional()
        .orElseGet(() -> Channel.queue(partner));
  }

  /** A subscription that was answered is the channel; without it there is the queue again. */
  @EventListener
  void on(SubscriptionChanged changed) {
    OrganisationCode partner = changed.partner();
    choose(
        new Channel(
            partner,
            changed.endpoint().isPresent() ? Channel.SUBSCRIPTION : Channel.QUEUE,
            changed.endpoint(),
            false,
            Optional.empty(),
            of(partner).fullText()));
  }

  /** The partner's channel from now on. What made the old one fail is forgotten. */
  @Transactional
  public void choose(Channel channel) {
    if (!channel.kind().equals(Channel.SUBSCRIPTION)) {
      subscriptions.off(channel.partner());
    }
    database
        .sql(
            """
            insert into channel (partner, kind, address, together, digest_at, full_text)
            values (?, ?, ?, ?, ?, ?)
            on conflict (partner) do update set
              kind = excluded.kind,
              address = excluded.address,
              together = excluded.together,
              digest_at = excluded.digest_at,
              full_text = excluded.full_text
            """)
        .param(channel.partner().value())
        .param(channel.kind())
        .param(channel.address().orElse(null))
        .param(channel.together())
        .param(channel.digestAt().orElse(null))
        .param(channel.fullText())
        .update();
    database
        .sql(
            """
            update lane set failures = 0, failing_since = null, failure = null, next_try = null,
              stopped = false, quiet_until = null
            where partner = ?
            """)
        .param(channel.partner().value())
        .update();
  }

  private static Channel read(ResultSet row, int n) throws SQLException {
    return new Channel(
        new OrganisationCode(row.getString("partner")),
        row.getString("kind"),
        Optional.ofNullable(row.getString("address")),
        row.getBoolean("together"),
        Optional.ofNullable(row.getObject("digest_at", LocalTime.class)),
        row.getBoolean("full_text"));
  }
}
