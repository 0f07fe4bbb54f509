package io.github.simloss.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.simloss.cli.Cli;
import io.github.simloss.cli.SmallData;
import io.github.simloss.io.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exact search, by codes that are kept beside the corpus until something changes. */
class SearchTest {
  private static final String SOUP = "the soup was so yummy";
  private @TempDir Path folder;

  @Test
  void theNearestSentencesOfACorpus() throws Exception {
    SmallData data = SmallData.in(folder);
    Cli.Result trained =
        data.on(
            "train --preset sentences --hidden-size 6 --batch-size 16 --samples 0 --backend java"
                + " --out "
                + data.at("run"));
    assertEquals(0, trained.code(), trained.err());
    Path corpus = folder.resolve("corpus.txt");
    Files.writeString(corpus, "our waiter was rude\n" + SOUP + "\n\nthe tea was cold\n");
    Files.writeString(folder.resolve("queries.txt"), SOUP + "\nour waiter was rude\n");
    Cli.Result first = search(data, "queries.txt", "--top", "2", "--json");
    assertTrue(first.err().contains("encoding 4 sentences"), first.err());
    List<String> lines = first.lines();
    assertEquals(2, lines.size());
    JsonNode answer = Json.parse(lines.get(0), "line", JsonNode.class);
    assertEquals(SOUP, answer.get("query").asText());
    assertEquals(2, answer.at("/results/0/line").asInt());
    assertEquals(SOUP, answer.at("/results/0/sentence").asText());
    assertEquals(1, answer.at("/results/0/similarity").asDouble(), 1e-6);
    assertEquals(2, answer.get("results").size());
    Cli.Result again = search(data, "queries.txt", "--top", "2", "--json");
    assertEquals(first.out(), again.out());
    assertFalse(again.err().contains("encoding"), "the codes were kept");
    Files.writeString(corpus, "the tea was cold\n");
    Files.writeString(folder.resolve("tea.txt"), "tea\n");
    Cli.Result changed = search(data, "tea.txt");
    assertTrue(changed.err().contains("encoding 1 sentences"), changed.err());
    assertTrue(changed.out().contains("1: the tea was cold"), changed.out());
    Files.writeString(folder.resolve("corpus.txt.codes"), "a file of mine");
    Cli.Result mine = search(data, "tea.txt");
    assertTrue(mine.err().contains("another file's name"), mine.err());
    assertEquals("a file of mine", Files.readString(folder.resolve("corpus.txt.codes")));
  }

  private static Cli.Result search(SmallData data, String queries, String... more) {
    List<String> args =
        new ArrayList<>(List.of("search", "--model", data.at("run"), "--backend", "java"));
    args.addAll(List.of("--corpus", data.at("corpus.txt"), data.at(queries)));
    args.addAll(List.of(more));
    Cli.Result result = Cli.run(args.toArray(String[]::new));
    assertEquals(0, result.code(), result.err());
    return result;
  }
}
