package org.zhunru.workflow;

import java.util.Map;

/**
 * The signs of BPMN 2.0 as path data around the origin: of events and gateways within ±10, of tasks
 * within ±8, of markers within ±6.
 */
final class DrawnIcons {

  /**
   * @param path closed and open parts; open ones are outlined only
   * @param lines drawn over {@code path}, in the paper's colour if that is filled
   */
  record Icon(String path, String lines) {}

  private static final Icon ENVELOPE = new Icon("M-9 -6H9V6H-9Z", "M-9 -6L0 1.5L9 -6");
  private static final Icon PLUS =
      new Icon("M-2.5 -9H2.5V-2.5H9V2.5H2.5V9H-2.5V2.5H-9V-2.5H-2.5Z", "");

  static final Icon PENTAGON = new Icon("M0 -9.5L9 -3L5.6 7.7H-5.6L-9 -3Z", "");

  /** By name of the event definition. */
  private static final Map<String, Icon> EVENTS =
      Map.ofEntries(
          Map.entry("messageEventDefinition", ENVELOPE),
          Map.entry(
              "timerEventDefinition",
              new Icon(
                  "M-10 0A10 10 0 1 1 10 0A10 10 0 1 1 -10 0Z",
                  "M0 -10V-7.5M0 10V7.5M-10 0H-7.5M10 0H7.5M0 0L4.5 .8M0 0L1.2 -6.5")),
          Map.entry("errorEventDefinition", new Icon("M-8 8L-3.5 -7L2 2L8 -8L3.5 7L-2 -2Z", "")),
          Map.entry("escalationEventDefinition", new Icon("M0 -9L6.5 8L0 2L-6.5 8Z", "")),
          Map.entry(
              "compensateEventDefinition",
              new Icon("M-.5 -6.5L-9 0L-.5 6.5ZM8.5 -6.5L0 0L8.5 6.5Z", "")),
          Map.entry(
              "conditionalEventDefinition",
              new Icon("M-6.5 -8H6.5V8H-6.5Z", "M-4 -5H4M-4 -1.7H4M-4 1.7H4M-4 5H4")),
          Map.entry("linkEventDefinition", new Icon("M-9 -3.5H2V-8L10 0L2 8V3.5H-9Z", "")),
          Map.entry("signalEventDefinition", new Icon("M0 -9L9 6.5H-9Z", "")),
          Map.entry(
              "cancelEventDefinition",
              new Icon("M-8 -6L-6 -8L0 -2L6 -8L8 -6L2 0L8 6L6 8L0 2L-6 8L-8 6L-2 0Z", "")),
          Map.entry(
              "terminateEventDefinition",
              new Icon("M-10 0A10 10 0 1 1 10 0A10 10 0 1 1 -10 0Z", "")));

  private static final Map<String, Icon> TASKS =
      Map.of(
          "userTask",
          new Icon("M-3 -4.5A3 3 0 1 1 3 -4.5A3 3 0 1 1 -3 -4.5ZM-7 7V5A7 5.5 0 0 1 7 5V7Z", ""),
          "manualTask",
          new Icon(
              "M-8 -1L-4 -6.5H3.5A1.2 1.2 0 0 1 3.5 -4H-1H6A1.2 1.2 0 0 1 6 -1.4H0H6A1.2 1.2 0 0 1 6"
                  + " 1.2H0H5A1.2 1.2 0 0 1 5 3.8H-.5H3A1.2 1.2 0 0 1 3 6.4H-4.5L-8 4.5Z",
              ""),
          "serviceTask",
          new Icon(gear(), "M-2.4 0A2.4 2.4 0 1 1 2.4 0A2.4 2.4 0 1 1 -2.4 0Z"),
          "sendTask",
          new Icon("M-8 -5.5H8V5.5H-8Z", "M-8 -5.5L0 1.2L8 -5.5"),
          "receiveTask",
          new Icon("M-8 -5.5H8V5.5H-8Z", "M-8 -5.5L0 1.2L8 -5.5"),
          "scriptTask",
          new Icon(
              "M-3 -7.5H7C3 -3.5 3 -3 4.5 0S6 4 2.5 7.5H-7C-3.5 4 -3.5 3 -5 0S-7 -3.5 -3 -7.5Z",
              "M-2.5 -4H2.5M-3 -1.3H2M-2 1.5H3M-2.5 4.3H2"),
          "businessRuleTask",
          new Icon("M-8 -6.5H8V6.5H-8Z", "M-8 -2.5H8M-8 2H8M-3 -2.5V6.5"));

  private static final Map<String, Icon> GATEWAYS =
      Map.of(
          "exclusiveGateway",
          new Icon("", "M-7 -8L7 8M7 -8L-7 8"),
          "parallelGateway",
          new Icon("", "M0 -11V11M-11 0H11"),
          "complexGateway",
          new Icon("", "M0 -11V11M-11 0H11M-8 -8L8 8M8 -8L-8 8"),
          "inclusiveGateway",
          new Icon("", "M-10.5 0A10.5 10.5 0 1 1 10.5 0A10.5 10.5 0 1 1 -10.5 0Z"));

  private static final Map<String, Icon> MARKERS =
      Map.of(
          "parallel", new Icon("", "M-4 -6V6M0 -6V6M4 -6V6"),
          "sequential", new Icon("", "M-6 -4H6M-6 0H6M-6 4H6"),
          "loop", new Icon("", "M-2.5 5.2A5.5 5.5 0 1 1 2 5.3M-6.5 5.6H-2.4V1.6"),
          "compensation", new Icon("M-.5 -5L-6.5 0L-.5 5ZM6 -5L0 0L6 5Z", ""),
          "adHoc", new Icon("", "M-6 2C-4 -4 -1.5 -3 0 0S4 4 6 -2"),
          "collapsed", new Icon("M-6 -6H6V6H-6Z", "M0 -4V4M-4 0H4"));

  private DrawnIcons() {}

  /** Of several events at once: a pentagon, or a cross if all must happen. */
  static Icon severalEvents(boolean all) {
    return all ? PLUS : PENTAGON;
  }

  static Icon event(String definition) {
    return EVENTS.getOrDefault(definition, NOTHING);
  }

  static Icon task(String kind) {
    return TASKS.getOrDefault(kind, NOTHING);
  }

  static Icon gateway(String kind) {
    return GATEWAYS.getOrDefault(kind, NOTHING);
  }

  static Icon marker(String name) {
    return MARKERS.getOrDefault(name, NOTHING);
  }

  static final Icon NOTHING = new Icon("", "");

  private static String gear() {
    var path = new StringBuilder();
    for (int tooth = 0; tooth < 8; tooth++) {
      double at = tooth * Math.PI / 4;
      for (double[] corner : new double[][] {{5.6, -.24}, {7.8, -.17}, {7.8, .17}, {5.6, .24}}) {
        path.append(path.length() == 0 ? 'M' : 'L')
            .append(Math.round(corner[0] * Math.cos(at + corner[1]) * 100) / 100.0)
            .append(' ')
            .append(Math.round(corner[0] * Math.sin(at + corner[1]) * 100) / 100.0);
      }
    }
    return path.append('Z').toString();
  }
}
