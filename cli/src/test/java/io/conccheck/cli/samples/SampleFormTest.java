package io.conccheck.cli.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every sample says what it is: broken with marks, or mended without. */
class SampleFormTest {

  @Test
  void brokenSamplesAreMarkedAndMendedOnesAreNot() throws IOException {
    List<Sample> samples = new ArrayList<>(Sample.in(House.sources(), 17));
    samples.addAll(Sample.in(House.sources21(), 21));
    assertThat(samples).hasSizeGreaterThan(50);
    assertThat(samples).allMatch(s -> s.broken() != s.mended());
    assertThat(samples).allMatch(s -> s.broken() == !s.marks().isEmpty());
  }

  @Test
  void everyBrokenHazardHasAMendedForm() throws IOException {
    List<Sample> samples = new ArrayList<>(Sample.in(House.sources(), 17));
    samples.addAll(Sample.in(House.sources21(), 21));
    List<String> names = samples.stream().map(Sample::name).toList();
    assertThat(samples)
        .filteredOn(Sample::broken)
        .allMatch(s -> names.contains(s.name().replace(".Broken", ".Mended")));
  }
}
