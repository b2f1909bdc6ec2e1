package nl.eenplan;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestConstructor.AutowireMode;

/**
 * A test against the running hub: real database, real broker, real tokens, a {@link Hub} to be had
 * in the constructor. All these tests share one hub, so none may count on being alone in it; a test
 * that moves the clock puts it back.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "eenplan.broker-port=0",
      "eenplan.delivery.first-wait=PT0.2S",
      "eenplan.webhook.patience=PT1S"
    })
@ActiveProfiles("demo")
@Import(Hub.Wiring.class)
@ContextConfiguration(initializers = FreshDataFolder.class)
@TestConstructor(autowireMode = AutowireMode.ALL)
public @interface HubTest {}
