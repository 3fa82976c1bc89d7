package org.zhunru.workflow;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.zhunru.policy.PolicyFault;

/**
 * Where the rules and their cells stand in a file of DMN; and whether it is XML at all, without a
 * document type that could fetch something.
 *
 * @param rules line of each rule
 * @param cells of each rule, line of each cell
 */
record RoutingLines(List<Integer> rules, List<List<Integer>> cells, List<PolicyFault> faults) {
  static RoutingLines of(String xml) {
    var lines = new RoutingLines(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      var reader = factory.createXMLStreamReader(new StringReader(xml));
      while (reader.hasNext()) {
        int event = reader.next();
        int line = reader.getLocation().getLineNumber();
        if (event == XMLStreamConstants.DTD) {
          lines.faults.add(new PolicyFault(line, "", "dmnDoctype", List.of()));
          return lines;
        }
        if (event == XMLStreamConstants.START_ELEMENT) {
          lines.element(reader.getLocalName(), line);
        }
      }
    } catch (XMLStreamException broken) {
      var at = broken.getLocation();
      lines.faults.add(
          new PolicyFault(
              at == null ? 0 : at.getLineNumber(), "", "dmnNotXml", List.of(said(broken))));
    }
    return lines;
  }

  private void element(String name, int line) {
    switch (name) {
      case "rule":
        rules.add(line);
        cells.add(new ArrayList<>());
        break;
      case "inputEntry", "outputEntry":
        if (!cells.isEmpty()) {
          cells.get(cells.size() - 1).add(line);
        }
        break;
      default:
        break;
    }
  }

  /** The parser's words without its own place in them. */
  private static String said(XMLStreamException broken) {
    return String.valueOf(broken.getMessage()).replaceFirst("(?s)^.*Message: ", "");
  }
}
