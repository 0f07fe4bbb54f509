package io.github.simloss.dl4j.internal.layer;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.support.LossSource;
import io.github.simloss.io.Messages;
import io.github.simloss.loss.Link;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.loss.LossTerm;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.Reduction;
import io.github.simloss.loss.TargetWeights;
import io.github.simloss.similarity.NeighbourSearch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.nd4j.shade.jackson.annotation.JsonInclude;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The loss of a layer as it stands in a network's JSON: its terms, and the bytes of their tables or
 * the file that holds them. What is read is believed only after it is checked.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class LossForm {
  private static final int FORMAT = 1;

  /** Of this form. */
  @JsonProperty public int format;

  /** The loss's name. */
  @JsonProperty public String name;

  /** Kept, though DL4J reduces. */
  @JsonProperty public String reduction;

  /** V. */
  @JsonProperty public int vocabularySize;

  /** Labels of this id cost nothing; absent for none. */
  @JsonProperty public Integer paddingId;

  /** The terms, in order. */
  @JsonProperty public List<Term> terms;

  /** How it is made from vectors; absent if it is not refreshed. */
  @JsonProperty public Recipe recipe;

  /** The tables, see {@link LossTables}; absent if they are in a file. */
  @JsonProperty public byte[] tables;

  /** Where the tables are; absent if they are here. */
  @JsonProperty public String tablesFile;

  /** The hash of that file's bytes, lower-case hex. */
  @JsonProperty public String tablesSha256;

  /** One {@link LossTerm}. */
  static final class Term {
    /** What it is multiplied by. */
    @JsonProperty public double coefficient;

    /** {@code log} or {@code identity}. */
    @JsonProperty public String link;

    /** eps. */
    @JsonProperty public double epsilon;

    /** {@code one-hot}, {@code sparse}, {@code factored}, {@code product} or {@code dense}. */
    @JsonProperty public String weights;

    /** The columns of its table: N, d or V; 0 for one-hot. */
    @JsonProperty public int columns;
  }

  /** A {@link LossSource.Recipe}. */
  static final class Recipe {
    /** The name in the {@link LossSpec}. */
    @JsonProperty public String name;

    /** The options that were set, by name. */
    @JsonProperty public Map<String, Object> options;

    /** Words that are never softened, rising. */
    @JsonProperty public int[] oneHotIds;

    /** Words that count as similar to none but themselves, rising. */
    @JsonProperty public int[] excludedIds;
  }

  /**
   * What is written.
   *
   * @param source gives the loss
   * @param paddingId labels of this id cost nothing; {@code null} for none
   * @param file holds the tables; {@code null} if the form does
   */
  public static LossForm of(LossSource source, Integer paddingId, TablesFile file) {
    ReconstructionLoss loss = source.get();
    LossForm form = of(loss, paddingId, file);
    source
        .recipe()
        .ifPresent(
            recipe -> {
              form.recipe = new Recipe();
              form.recipe.name = recipe.spec().name();
              form.recipe.options = recipe.spec().options();
              form.recipe.oneHotIds = sorted(recipe.oneHotIds());
              form.recipe.excludedIds = sorted(recipe.excludedIds());
            });
    return form;
  }

  private static int[] sorted(Set<Integer> ids) {
    return ids.stream().mapToInt(Integer::intValue).sorted().toArray();
  }

  private static LossForm of(ReconstructionLoss loss, Integer paddingId, TablesFile file) {
    LossForm form = new LossForm();
    form.format = FORMAT;
    form.name = loss.name();
    form.reduction = loss.reduction().label();
    form.vocabularySize = loss.vocabularySize();
    form.paddingId = paddingId;
    form.terms = new ArrayList<>();
    for (LossTerm term : loss.terms()) {
      Term one = new Term();
      one.coefficient = term.coefficient();
      one.link = term.link().name().toLowerCase(Locale.ROOT);
      one.epsilon = term.epsilon();
      one.weights = LossTables.kind(term.weights());
      one.columns = LossTables.columns(term.weights());
      form.terms.add(one);
    }
    // A loss that was refreshed since is no longer what its file holds.
    if (file != null && file.loss().equals(loss)) {
      form.tablesFile = file.path();
      form.tablesSha256 = file.sha256();
    } else {
      form.tables = LossTables.bytes(loss);
    }
    return form;
  }

  /**
   * What a form holds.
   *
   * @param source gives what is computed
   * @param paddingId labels of this id cost nothing; {@code null} for none
   * @param tablesFile where the tables are; {@code null} if they are in the form
   */
  public record Content(LossSource source, Integer paddingId, TablesFile tablesFile) {}

  /**
   * The loss, checked.
   *
   * @param search finds neighbours where it is refreshed
   * @throws SimlossException if the form breaks a rule, or its file is missing or changed
   */
  public Content read(NeighbourSearch search) {
    if (format != FORMAT) {
      throw new SimlossException(
          "a similarity loss of format " + format + "; this version reads format " + FORMAT);
    }
    if (name == null || terms == null || terms.isEmpty() || vocabularySize < 1) {
      throw bad("lacks its name, terms or vocabularySize");
    }
    if ((tables == null) == (tablesFile == null)) {
      throw bad("must have either tables or tablesFile");
    }
    byte[] bytes = tables != null ? tables : TablesFile.read(tablesFile, tablesSha256);
    ReconstructionLoss loss = loss(bytes);
    TablesFile file = tablesFile == null ? null : new TablesFile(tablesFile, tablesSha256, loss);
    return new Content(source(loss, search), paddingId, file);
  }

  private LossSource source(ReconstructionLoss loss, NeighbourSearch search) {
    if (recipe == null) {
      return LossSource.of(loss);
    }
    if (recipe.name == null || recipe.options == null) {
      throw bad("has a recipe without name or options");
    }
    return LossSource.restored(
        loss,
        new LossSource.Recipe(
            new LossSpec(recipe.name, recipe.options),
            ids(recipe.oneHotIds),
            ids(recipe.excludedIds)),
        search);
  }

  private Set<Integer> ids(int[] ids) {
    Set<Integer> all = new TreeSet<>();
    for (int id : ids == null ? new int[0] : ids) {
      if (id < 0 || id >= vocabularySize) {
        throw bad("names id " + id + ", outside [0, " + vocabularySize + ")");
      }
      all.add(id);
    }
    return all;
  }

  private ReconstructionLoss loss(byte[] bytes) {
    long needed = 0;
    for (Term term : terms) {
      needed += LossTables.byteCount(term.weights, vocabularySize, term.columns);
    }
    if (needed != bytes.length) {
      throw bad("has tables of " + bytes.length + " bytes where " + needed + " are needed");
    }
    ByteBuffer buffer = LossTables.buffer(bytes);
    List<LossTerm> read = new ArrayList<>();
    try {
      for (Term term : terms) {
        TargetWeights weights = LossTables.read(term.weights, vocabularySize, term.columns, buffer);
        read.add(new LossTerm(term.coefficient, link(term.link), term.epsilon, weights));
      }
      return new ReconstructionLoss(name, read, Reduction.of(String.valueOf(reduction)));
    } catch (IllegalArgumentException e) {
      throw new SimlossException(
          "similarity loss " + Messages.quote(name) + ": " + e.getMessage(), e);
    }
  }

  private static Link link(String name) {
    for (Link link : Link.values()) {
      if (link.name().toLowerCase(Locale.ROOT).equals(name)) {
        return link;
      }
    }
    throw new IllegalArgumentException(
        "link is " + Messages.quote(name) + "; it must be log or identity");
  }

  private SimlossException bad(String why) {
    return new SimlossException("similarity loss " + Messages.quote(name) + " " + why);
  }
}
