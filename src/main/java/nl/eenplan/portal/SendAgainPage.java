package nl.eenplan.portal;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import nl.eenplan.identity.SendAgain;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/**
 * Gives a form back that came when its session had ended: with all that was typed, to be sent once
 * more. It has had no effect.
 */
@Controller
class SendAgainPage {

  /** A field that was filled in. */
  record Filled(String name, String value) {}

  @PostMapping(SendAgain.ADDRESS)
  String giveBack(Model page, HttpServletRequest request, HttpServletResponse response) {
    String address = (String) request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI);
    if (address == null) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    page.addAttribute("address", address);
    page.addAttribute("logIn", request.getAttribute(SendAgain.LOG_IN));
    page.addAttribute("fields", filled(request));
    page.addAttribute("kind", kind(request));
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    // A form that sends itself as a part of a page (htmx) gets this in the place of the whole.
    response.setHeader("HX-Retarget", "main");
    response.setHeader("HX-Reselect", "main");
    response.setHeader("HX-Reswap", "outerHTML");
    return "portal/send-again";
  }

  /** Of a form with a file; the file itself cannot be given back. */
  private static @Nullable String kind(HttpServletRequest request) {
    String sent = request.getContentType();
    boolean withFile = sent != null && sent.startsWith(MediaType.MULTIPART_FORM_DATA_VALUE);
    return withFile ? MediaType.MULTIPART_FORM_DATA_VALUE : null;
  }

  private static List<Filled> filled(HttpServletRequest request) {
    return request.getParameterMap().entrySet().stream()
        .filter(field -> !field.getKey().equals("_csrf"))
        .flatMap(field ->
            Arrays.stream(field.getValue()).map(value -> new Filled(field.getKey(), value)))
        .toList();
  }
}
