package nl.eenplan.embedded;

/**
 * How the hub itself reaches the embedded broker: inside the process, with a password that lives as
 * long as the process.
 */
public record HubConnection(String uri, String user, String password) {
  @Override
  public String toString() {
    return user + " at " + uri;
  }
}
