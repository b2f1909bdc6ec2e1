package nl.eenplan.exchange.channel;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * Finds addresses on the public internet only. A URL that a partner gives must not lead to what is
 * behind our own firewall (server-side request forgery). It is asked at each connection, so a name
 * cannot lead elsewhere after it was checked.
 */
final class OutsideOnly implements DnsResolver {

  /** Not public by RFC 6890 and its registry, beside what {@link InetAddress} knows by itself. */
  private static final List<IpAddressMatcher> CLOSED =
      Stream.of(
              "0.0.0.0/8",
              "100.64.0.0/10",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "240.0.0.0/4",
              // Of the global IPv6 addresses: those that carry an IPv4 one, and of examples.
              "2001::/32",
              "2001:db8::/32",
              "2002::/16")
          .map(IpAddressMatcher::new)
          .toList();

  private static final IpAddressMatcher GLOBAL_6 = new IpAddressMatcher("2000::/3");

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] found = SystemDefaultDnsResolver.INSTANCE.resolve(host);
    if (!Arrays.stream(found).allMatch(OutsideOnly::isPublic)) {
      throw new ClosedAddressException();
    }
    return found;
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
  }

  /** The address is not one of the public internet. */
  static final class ClosedAddressException extends UnknownHostException {
    ClosedAddressException() {
      super("not a public address");
    }
  }

  static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    String text = address.getHostAddress();
    return (address instanceof Inet4Address || GLOBAL_6.matches(text))
        && CLOSED.stream().noneMatch(block -> block.matches(text));
  }
}
