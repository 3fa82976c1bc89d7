package org.zhunru.policy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.zhunru.common.Refusal;
import org.zhunru.intake.Matter;
import org.zhunru.intake.Matters;

/** The files of policies that a city changes by two persons, and how each is read. */
@Component
class GovernedFiles {
  private final Map<String, Consumer<PolicyFile>> readers = new LinkedHashMap<>();
  private final RoutingFile routing;

  @Autowired
  GovernedFiles(
      Matters matters, FactDictionary facts, RoutingReader reader, Catalogues catalogues) {
    this(matters.all(), facts, reader, catalogues::documents);
  }

  /**
   * @param documents titles of the catalogues' documents
   */
  GovernedFiles(
      List<Matter> matters,
      FactDictionary facts,
      RoutingReader reader,
      Supplier<Set<String>> documents) {
    var catalogues = new CatalogueFiles();
    readers.put(CatalogueFiles.PROHIBIT_RESTRICT_CONTROL, catalogues::prohibitRestrictControl);
    readers.put(CatalogueFiles.INDUSTRY, catalogues::industry);
    readers.put(CatalogueFiles.OBSOLETE, catalogues::obsolete);
    readers.put(CatalogueFiles.ACCESS, catalogues::access);
    readers.put(CatalogueFiles.HEADCOUNTS, catalogues::headcounts);
    readers.put(CatalogueFiles.SITING, SitingFile::distances);
    readers.put(CatalogueFiles.SITING_AREAS, SitingFile::areas);
    readers.put(CatalogueFiles.ZONES, Zones::read);
    readers.put(CatalogueFiles.ZONE_AREAS, ZoneArea::all);
    readers.put(GroundRegister.FILE, GroundRegister::strictly);
    var ids = matters.stream().map(Matter::id).collect(Collectors.toCollection(TreeSet::new));
    readers.put(MaterialTable.FILE, file -> MaterialTable.strictly(file, ids, facts));
    var needed = LimitTable.needed(matters);
    readers.put(LimitTable.FILE, file -> LimitTable.strictly(file, needed));
    readers.put(TransitionTable.FILE, file -> TransitionTable.strictly(file, documents.get()));
    routing = new RoutingFile(reader, facts);
    readers.put(RoutingFile.FILE, routing::check);
  }

  /** Names below {@code policies/}. */
  List<String> all() {
    return List.copyOf(readers.keySet());
  }

  /** What is wrong with a wording; empty if it can be published. */
  List<PolicyFault> faults(String file, String content) {
    try {
      reader(file).accept(PolicyFile.of(file, content.getBytes(StandardCharsets.UTF_8)));
      return List.of();
    } catch (PolicyFile.BrokenPolicyFile broken) {
      return broken.faults();
    }
  }

  /** Whether a file is a model that is drawn elsewhere, and no table of rows. */
  boolean isModel(String file) {
    return file.equals(RoutingFile.FILE);
  }

  /** What a wording says, line by line. */
  RevisionText table(String file, String content) {
    return isModel(file) ? routing.table(content) : RevisionText.of(content);
  }

  private Consumer<PolicyFile> reader(String file) {
    var reader = readers.get(file);
    if (reader == null) {
      throw Refusal.unknown("policy.noSuchFile", file);
    }
    return reader;
  }

  /**
   * @throws Refusal {@code policy.noSuchFile}
   */
  void mustHave(String file) {
    reader(file);
  }
}
