package nl.eenplan.portal.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhatIsWrongInPoliciesIsSaidInDutchTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          unknown key `x`                        | de sleutel `x` bestaat niet
          unknown category `shoe`                | deze soort gegevens bestaat niet: `shoe`
          unknown kind `town`                    | dit woord bestaat niet (kind): `town`
          `$1` is not a date                     | `$1` is geen datum
          write a word from `kinds` in words.txt | schrijf een woord uit `kinds` in words.txt
          write refuse, review or override       | schrijf refuse, review or override
          something nobody foresaw               | something nobody foresaw
          """)
  void sentenceBySentence(String english, String dutch) {
    assertThat(InDutch.say(english)).isEqualTo(dutch);
  }
}
