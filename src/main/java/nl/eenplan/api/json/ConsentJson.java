package nl.eenplan.api.json;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a client said.
 *
 * @param businessId the sender's own number: the same message again changes nothing
 * @param kind disclosure (that data are shared, toestemming) or help (that help is welcome,
 *     instemming)
 * @param answer yes or no; a refusal is as good a record as a permission
 * @param purposes of a refusal, any when there are none; so with what follows
 * @param recipients named organisations
 * @param recipientKinds kinds of organisations, such as {@code welfare}
 * @param categories words of the vocabulary, or groups such as {@code identity}
 * @param from the first day, in the Netherlands
 * @param until the last day
 * @param givenBy client, parent, legal-representative or guide
 * @param givenOn on which day it was said
 * @param language BCP 47, of the text that the client saw or heard
 * @param replaces an own, older consent of this client
 */
public record ConsentJson(
    Optional<String> businessId,
    Optional<UUID> clientId,
    Optional<String> kind,
    Optional<String> answer,
    List<String> purposes,
    List<String> recipients,
    List<String> recipientKinds,
    List<String> categories,
    Optional<String> from,
    Optional<String> until,
    List<String> givenBy,
    Optional<String> givenOn,
    Optional<SignedForm> signedForm,
    Optional<String> language,
    Optional<String> textVersion,
    Optional<UUID> replaces) {

  /** The same of this client. */
  public ConsentJson of(Optional<UUID> client) {
    return new ConsentJson(
        businessId,
        client,
        kind,
        answer,
        purposes,
        recipients,
        recipientKinds,
        categories,
        from,
        until,
        givenBy,
        givenOn,
        signedForm,
        language,
        textVersion,
        replaces);
  }

  /**
   * A form that the sender keeps; without one it was said in a talk.
   *
   * @param sha256 of the form, 64 hexadecimal digits
   */
  public record SignedForm(Optional<String> sha256) {}
}
