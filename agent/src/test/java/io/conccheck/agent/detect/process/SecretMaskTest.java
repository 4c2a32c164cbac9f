package io.conccheck.agent.detect.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretMaskTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "psql --password=abc -h db | psql --password=*** -h db",
        "tool --password abc file | tool --password *** file",
        "java -Ddb.password=abc Main | java -Ddb.password=*** Main",
        "mysql -uroot -pabc shop | mysql -uroot -p*** shop",
        "curl -u me:abc https://x.org/a | curl -u me:*** https://x.org/a",
        "git clone https://me:abc@x.org/a | git clone https://me:***@x.org/a",
        "curl -H Authorization: Bearer abc url | curl -H Authorization: *** *** url",
        "aws AKIAABCDEFGHIJKLMNOP | aws ***",
        "sshpass -p abc ssh host | sshpass -p *** ssh host",
        "sleep 21 --author me | sleep 21 --author me",
        "cp a:b /x/y=z | cp a:b /x/y=z",
        "ls -p http://x.org:80/a@b | ls -p http://x.org:80/a@b",
      })
  void secretsAreMasked(String command, String masked) {
    assertThat(SecretMask.line(List.of(command.split(" ")))).isEqualTo(masked);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"login --token=abc && ls | sh -c login --token=*** && ls"})
  void scriptsAreMaskedWordByWord(String script, String masked) {
    assertThat(SecretMask.line(List.of("sh", "-c", script))).isEqualTo(masked);
  }
}
