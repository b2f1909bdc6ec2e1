package nl.eenplan.exchange.channel;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code eenplan.webhook.*}.
 *
 * @param patience for a connection, for an answer, and for all of it together
 * @param allowPlainHttp whether a URL may go without TLS; for the demo
 * @param allowPrivateAddresses whether a URL may lead into a private network
 */
@ConfigurationProperties("eenplan.webhook")
public record PostboxSettings(
    @DefaultValue("PT10S") Duration patience,
    @DefaultValue("false") boolean allowPlainHttp,
    @DefaultValue("false") boolean allowPrivateAddresses) {}
