package nl.eenplan.fuzz;

import com.code_intelligence.jazzer.mutation.annotation.InRange;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.code_intelligence.jazzer.mutation.annotation.WithLength;
import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * Something in a sound file is overwritten by whatever the fuzzer thinks of.
 *
 * @param at where, counted round the end of the file
 */
record Edit(
    @InRange(min = 0, max = 1 << 16) int at,
    @InRange(min = 0, max = 120) int cut,
    byte @NotNull @WithLength(max = 120) [] put) {

  static byte[] all(List<Edit> edits, byte[] sound) {
    byte[] bytes = sound;
    for (Edit edit : edits) {
      bytes = edit.of(bytes);
    }
    return bytes;
  }

  private byte[] of(byte[] bytes) {
    int from = at % (bytes.length + 1);
    int to = Math.min(bytes.length, from + cut);
    ByteArrayOutputStream edited = new ByteArrayOutputStream();
    edited.write(bytes, 0, from);
    edited.writeBytes(put);
    edited.write(bytes, to, bytes.length - to);
    return edited.toByteArray();
  }
}
