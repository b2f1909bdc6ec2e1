package nl.eenplan.embedded;

import java.security.Principal;
import java.util.List;
import java.util.Set;
import nl.eenplan.organisation.OrganisationCode;
import org.apache.activemq.command.ActiveMQDestination;
import org.apache.activemq.security.SecurityContext;

/** Who holds a connection to the broker, and which destinations that opens. */
abstract sealed class BrokerUser extends SecurityContext {

  private BrokerUser(String name) {
    super(name);
  }

  abstract boolean mayRead(ActiveMQDestination destination);

  abstract boolean mayWrite(ActiveMQDestination destination);

  /** The broker makes a destination when it is first used: whoever may use it may cause that. */
  boolean mayUse(ActiveMQDestination destination) {
    return mayRead(destination) || mayWrite(destination);
  }

  @Override
  public Set<Principal> getPrincipals() {
    return Set.of();
  }

  /** The hub: everything. */
  static final class Hub extends BrokerUser {
    Hub(String name) {
      super(name);
    }

    @Override
    boolean mayRead(ActiveMQDestination destination) {
      return true;
    }

    @Override
    boolean mayWrite(ActiveMQDestination destination) {
      return true;
    }
  }

  /** A partner: reads {@code out.<code>}, writes {@code in.<code>}, and sees nothing else exist. */
  static final class Partner extends BrokerUser {

    /**
     * Plain JMS clients listen to these when they connect and give up when refused. Nothing is ever
     * sent there: the broker runs without advisories, which would tell who else is connected.
     */
    private static final Set<String> SILENT_TOPICS =
        Set.of("ActiveMQ.Advisory.TempQueue", "ActiveMQ.Advisory.TempTopic");

    private final String reads;
    private final String writes;

    Partner(OrganisationCode organisation) {
      super(organisation.value());
      this.reads = "out." + organisation;
      this.writes = "in." + organisation;
    }

    @Override
    boolean mayRead(ActiveMQDestination destination) {
      return isQueue(destination, reads) || isSilent(destination);
    }

    @Override
    boolean mayWrite(ActiveMQDestination destination) {
      return isQueue(destination, writes);
    }

    /** Compared as a whole name, so a list ("a,b") or a pattern ("out.>") never matches. */
    private static boolean isQueue(ActiveMQDestination destination, String name) {
      return destination.isQueue()
          && !destination.isTemporary()
          && destination.getPhysicalName().equals(name);
    }

    private static boolean isSilent(ActiveMQDestination destination) {
      return destination.isTopic()
          && !destination.isTemporary()
          && SILENT_TOPICS.containsAll(List.of(destination.getPhysicalName().split(",")));
    }
  }
}
