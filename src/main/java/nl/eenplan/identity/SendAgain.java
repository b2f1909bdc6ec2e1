package nl.eenplan.identity;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * A form of the hub itself that came when its session had ended is given back to who sent it, to be
 * sent once more: nothing that was typed is lost, and the hub keeps none of it.
 */
public final class SendAgain {

  /** Of the page that gives it back; it gets there by a forward only. */
  public static final String ADDRESS = "/send-again";

  /** A request's attribute: the address to log in at first; absent when that was done. */
  public static final String LOG_IN = SendAgain.class.getName();

  private SendAgain() {}

  /** As the browser itself says (Fetch Metadata); no page can make it say so of another's form. */
  public static boolean isOwnForm(HttpServletRequest request) {
    return request.getMethod().equals("POST")
        && "same-origin".equals(request.getHeader("Sec-Fetch-Site"));
  }

  /** After logging in. */
  public static void to(String logIn, HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    request.setAttribute(LOG_IN, logIn);
    now(request, response);
  }

  /** At once: somebody has logged in since. */
  public static void now(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    request.getRequestDispatcher(ADDRESS).forward(request, response);
  }
}
