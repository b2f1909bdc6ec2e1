package nl.eenplan.cases;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The cases; where they are played, its two heirs say. */
abstract class EachCase {

  private final Stage stage;

  EachCase(Stage stage) {
    this.stage = stage;
  }

  @AfterEach
  void backToToday() {
    stage.backToToday();
  }

  @Test
  void aFirstStepToParticipation() {
    new FirstStep(stage).play();
  }

  @Test
  void sheRefusesOneRecipient() {
    new RefusesOne(stage).play();
  }

  @Test
  void heDoesNotCome() {
    new DoesNotCome(stage).play();
  }

  @Test
  void twelveAreInvitedTogether() {
    new TwelveTogether(stage).play();
  }

  @Test
  void sheTakesItBackWhileMessagesWait() throws Exception {
    new TakesItBack(stage).play();
  }
}
