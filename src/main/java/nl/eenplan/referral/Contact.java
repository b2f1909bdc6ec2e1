package nl.eenplan.referral;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A contact with a client, or an invitation to one, as its holder wrote it down.
 *
 * @param number which one it is of this holder and this referral, from 1
 * @param most how many invitations there are: three for who does not want (group C), else two
 * @param talk when the client is invited for
 * @param original the message as it came
 */
public record Contact(
    UUID id,
    UUID referral,
    Kind kind,
    int number,
    int most,
    Instant at,
    Optional<Instant> talk,
    Instant recorded,
    String original) {

  private static final Duration NOTICE = Duration.ofDays(5);

  /** What it was. */
  public enum Kind {
    INVITATION,
    CONTACT;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Kind> of(String code) {
      return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
    }
  }

  /** What to do when the client does not come. */
  public enum Next {
    INVITE_AGAIN,
    REGISTERED_LETTER,
    BACK_TO_CONSULTANT;

    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * The third invitation goes by registered letter; after the last it is the consultant's again.
   */
  public Next next() {
    if (number >= most) {
      return Next.BACK_TO_CONSULTANT;
    }
    return number == 2 ? Next.REGISTERED_LETTER : Next.INVITE_AGAIN;
  }

  /** An invitation comes five days before the talk. */
  public boolean isShortNotice() {
    return talk.filter(day -> Duration.between(at, day).compareTo(NOTICE) < 0).isPresent();
  }
}
