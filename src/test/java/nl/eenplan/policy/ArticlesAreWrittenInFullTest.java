package nl.eenplan.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArticlesAreWrittenInFullTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Wmo 2015 art. 5.1.2(2), 5.3.3.    | Wmo 2015 artikel 5.1.2, tweede lid, en artikel 5.3.3.
          Participatiewet art. 67(1)(e)     | Participatiewet artikel 67, eerste lid, onder e
          een belang (AVG art. 6 lid 1 d)   | een belang (AVG artikel 6, eerste lid, onder d)
          geheim (Wmo art. 5.2.5; BW 7:457) | geheim (Wmo artikel 5.2.5; BW 7:457)
          Wet SUWI art. 73 is genoeg        | Wet SUWI artikel 73 is genoeg
          geen artikel, geen start. 5       | geen artikel, geen start. 5
          """)
  void inDutch(String written, String said) {
    assertThat(Articles.written(written, Locale.of("nl"))).isEqualTo(said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          consent (GDPR art. 6(1)(a)) | consent (GDPR article 6(1)(a))
          """)
  void inEnglish(String written, String said) {
    assertThat(Articles.written(written, Locale.ENGLISH)).isEqualTo(said);
  }
}
