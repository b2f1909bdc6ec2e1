package nl.eenplan.bench;

import java.io.IOException;
import java.time.Duration;

/** What is killed under load. */
enum Victim {
  HUB {
    @Override
    void strike(HubProcess hub, BrokerProcess broker) throws InterruptedException {
      hub.kill();
    }

    @Override
    void revive(HubProcess hub, BrokerProcess broker) throws IOException, InterruptedException {
      hub.start();
    }
  },
  /** The hub's own, which it starts again itself. */
  POSTGRES {
    @Override
    void strike(HubProcess hub, BrokerProcess broker) throws IOException {
      ProcessHandle.of(hub.postgresPid()).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Override
    void revive(HubProcess hub, BrokerProcess broker) throws InterruptedException {
      Thread.sleep(Duration.ofSeconds(1));
    }
  },
  /** One that is not in the hub's own process: that one dies with every hub. */
  BROKER {
    @Override
    void strike(HubProcess hub, BrokerProcess broker) {
      broker.kill();
    }

    @Override
    void revive(HubProcess hub, BrokerProcess broker) throws IOException, InterruptedException {
      broker.start();
    }
  };

  abstract void strike(HubProcess hub, BrokerProcess broker)
      throws IOException, InterruptedException;

  abstract void revive(HubProcess hub, BrokerProcess broker)
      throws IOException, InterruptedException;
}
