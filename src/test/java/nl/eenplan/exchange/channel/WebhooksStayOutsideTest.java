package nl.eenplan.exchange.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A URL that a partner gave never leads to what is behind our own firewall. */
class WebhooksStayOutsideTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "198.19.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fd12:3456::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::",
        "2001:0:1::1"
      })
  void theseAreClosed(String address) throws UnknownHostException {
    assertThat(OutsideOnly.isPublic(InetAddress.getByName(address))).as(address).isFalse();
    assertThatThrownBy(() -> new OutsideOnly().resolve(address))
        .isInstanceOf(OutsideOnly.ClosedAddressException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.8.8.8", "145.1.1.1", "172.32.0.1", "2a02:a456::1", "2606:4700::1111"})
  void theseAreOpen(String address) throws UnknownHostException {
    assertThat(OutsideOnly.isPublic(InetAddress.getByName(address))).as(address).isTrue();
  }

  @Test
  void aNameIsLookedAtWhereItLeads() {
    assertThatThrownBy(() -> new OutsideOnly().resolve("localhost"))
        .isInstanceOf(OutsideOnly.ClosedAddressException.class);
  }
}
