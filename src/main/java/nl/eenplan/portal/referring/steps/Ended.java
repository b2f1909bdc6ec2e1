package nl.eenplan.portal.referring.steps;

import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Somebody came back to a draft that is no more: it was sent, or removed. The address of what came
 * of it is not the address that was asked for.
 */
public final class Ended extends RuntimeException {

  private final String address;
  private final String said;

  private Ended(String address, String said) {
    this.address = address;
    this.said = said;
  }

  /**
   * @param address of what came of it
   */
  public static Ended sent(String address) {
    return new Ended(address, "refer.draft.sent");
  }

  /**
   * @param address where to begin anew
   */
  public static Ended removed(String address) {
    return new Ended(address, "refer.draft.removed");
  }

  @ControllerAdvice(basePackages = "nl.eenplan.portal.referring")
  static class Leading {

    @ExceptionHandler
    String on(Ended draft, RedirectAttributes next) {
      next.addFlashAttribute("done", draft.said);
      return "redirect:" + draft.address;
    }
  }
}
