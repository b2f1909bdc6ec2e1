package nl.eenplan.exchange;

import nl.eenplan.exchange.channel.PostboxSettings;
import nl.eenplan.exchange.delivery.DeliverySettings;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** The settings of this package. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({DeliverySettings.class, PostboxSettings.class})
class ExchangeWiring {}
