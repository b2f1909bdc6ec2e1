package nl.eenplan.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class CategoriesTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void theyAreStoredByCodeSoThatANewCategoryChangesNoneOfThem() {
    String stored = JSON.writeValueAsString(Categories.of(Category.HEALTH, Category.WISHES));
    assertThat(stored).isEqualTo("[\"wishes\",\"health\"]");
    assertThat(JSON.readValue(stored, Categories.class))
        .isEqualTo(Categories.of(Category.HEALTH, Category.WISHES));
    assertThat(JSON.readValue("[]", Categories.class)).isEqualTo(Categories.NONE);
  }

  /** A client who refuses everything also refuses what nobody has thought of yet. */
  @Test
  void everythingStaysEverythingWhenTheVocabularyGrows() {
    assertThat(JSON.writeValueAsString(Categories.ALL)).isEqualTo("[\"*\"]");
    assertThat(JSON.readValue("[\"*\"]", Categories.class)).isEqualTo(Categories.ALL);
  }

  @Test
  void aStoredCodeThatIsUnknownIsNotPassedOver() {
    assertThatThrownBy(() -> JSON.readValue("[\"health\",\"gone\"]", Categories.class))
        .hasRootCauseInstanceOf(IllegalArgumentException.class);
  }
}
