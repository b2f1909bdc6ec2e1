package nl.eenplan.portal.partner;

import jakarta.servlet.http.HttpServletResponse;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.disclosure.Refused;
import nl.eenplan.door.Access;
import nl.eenplan.door.Words;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.portal.Once;
import nl.eenplan.portal.Option;
import nl.eenplan.portal.Typed;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.Group;
import nl.eenplan.referral.Grouping;
import nl.eenplan.referral.Presence;
import nl.eenplan.referral.Viewing.Seen;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A meeting to which several clients were referred together: who comes, and who came. */
@Controller
class GroupPage {

  private final Grouping grouping;
  private final Attendance attendance;
  private final Line.Lines lines;
  private final PartyNames names;
  private final ReferralWording wording;
  private final Once once;
  private final Transactions transactions;

  GroupPage(
      Grouping grouping,
      Attendance attendance,
      Line.Lines lines,
      PartyNames names,
      ReferralWording wording,
      Once once,
      Transactions transactions) {
    this.grouping = grouping;
    this.attendance = attendance;
    this.lines = lines;
    this.names = names;
    this.wording = wording;
    this.once = once;
    this.transactions = transactions;
  }

  /**
   * A meeting.
   *
   * @param mine whether the reader referred them, and records nothing
   */
  public record Meeting(
      UUID id,
      boolean mine,
      String other,
      String purpose,
      ZonedDateTime starts,
      Optional<ZonedDateTime> ends,
      String place) {}

  /**
   * Somebody who is referred to it.
   *
   * @param open whether it can be recorded (again) whether the client came
   */
  public record Member(Line line, int version, boolean open) {}

  @GetMapping("/groups/{id}")
  String read(@PathVariable String id, Model page, Locale locale) {
    return show(Access.partner(), uuid(id), Typed.nothing(), page, locale);
  }

  /** Where the form was wrong one can choose another language, or load it again. */
  @GetMapping("/groups/{id}/attendance")
  String back(@PathVariable String id) {
    return "redirect:/groups/" + uuid(id);
  }

  /** Who came and who did not, of those for whom it is filled in. */
  @PostMapping("/groups/{id}/attendance")
  String attendance(
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> fields,
      Model page,
      Locale locale,
      RedirectAttributes flash,
      HttpServletResponse response) {
    Who who = Access.partner();
    UUID group = uuid(id);
    Typed typed = Typed.of(fields);
    try {
      String next =
          once.run(
              who,
              typed,
              () -> {
                attendance.record(who, members(who, group), typed);
                return "/groups/" + group;
              });
      flash.addFlashAttribute("done", "group.done");
      return "redirect:" + next;
    } catch (Taking.Mistaken mistaken) {
      response.setStatus(422);
    } catch (Refused closed) {
      response.setStatus(409);
      page.addAttribute("stale", true);
    } catch (Problem problem) {
      if (problem.code().kind() == Problem.Kind.NOT_FOUND) {
        throw problem;
      }
      if (problem.code().kind() == Problem.Kind.STALE) {
        page.addAttribute("stale", true);
      } else {
        typed.wrong(problem);
      }
      response.setStatus(409);
    }
    return show(who, group, typed, page, locale);
  }

  private List<Seen> members(Who who, UUID id) {
    if (grouping.find(who, id).isEmpty()) {
      throw Problem.of(Problem.Code.NOT_FOUND);
    }
    return grouping.members(who, id);
  }

  private String show(Who who, UUID id, Typed typed, Model page, Locale locale) {
    transactions.run(() -> {
      Group group = grouping.find(who, id).orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
      List<Seen> members = grouping.members(who, id);
      List<Line> read = lines.of(who, members, locale);
      boolean mine = group.requester().equals(who.organisation());
      page.addAttribute("meeting", meeting(group, mine, locale));
      page.addAttribute(
          "members",
          java.util.stream.IntStream.range(0, members.size())
              .mapToObj(i ->
                  new Member(
                      read.get(i),
                      members.get(i).referral().version(),
                      !mine && Attendance.isOpen(who.organisation(), members.get(i))))
              .sorted(Comparator.comparing(one -> one.line().name()))
              .toList());
      return true;
    });
    page.addAttribute("typed", typed);
    page.addAttribute("once", Once.number());
    page.addAttribute(
        "came",
        Arrays.stream(Presence.values())
            .map(Presence::code)
            .map(code -> new Option(code, wording.text(locale, "attendance." + code)))
            .toList());
    return "portal/partner/group";
  }

  private Meeting meeting(Group group, boolean mine, Locale locale) {
    OrganisationCode other = mine ? group.target() : group.requester();
    Map<OrganisationCode, String> known = names.of(List.of(other), locale);
    return new Meeting(
        group.id(),
        mine,
        known.getOrDefault(other, other.value()),
        wording.purpose(group.purpose(), locale),
        Reading.local(group.meeting().starts()),
        group.meeting().ends().map(Reading::local),
        group.meeting().place());
  }

  private static UUID uuid(String id) {
    return Words.uuid(id).orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
  }
}
