package org.zhunru.decision;

import java.util.ArrayList;
import java.util.List;

/**
 * The line markup in which templates write a paper. A line that begins with a point and a name is a
 * piece of that kind, any other line a paragraph; empty lines separate nothing.
 *
 * <pre>
 * .office 七台河市联合审批办公室      issuing office
 * .number 七联审〔2026〕12号          document number
 * .title 受理通知书
 * .to 七台河某某化工有限公司：        addressee
 * .h 一、基本情况                     heading
 * .p 你单位……                         paragraph; .p may be left out
 * .item 缺少安全预评价报告            （一）（二）…… ; starts anew after anything but .item, .detail
 * .detail 法定依据 | 第三十二条       what belongs to the item above
 * .fact 建设单位 | 七台河……           names and values; neighbours form one list
 * .table 1 4 2r                       shares of the columns; r aligns right
 * .head 序号 | 材料 | 份数
 * .row 1 | 申请书 | 2
 * .note 本通知书一式两份。            small print
 * .sign 七台河市联合审批办公室 | 2026年11月23日
 * </pre>
 *
 * <p>Within text {@code \\}, {@code \|}, {@code \.} stand for the character itself and {@code \n}
 * for a new line. {@link #escape} writes typed text so that it stays text: it begins no line, is no
 * point at the beginning of one, and ends no cell.
 */
final class PaperMarkup {
  private PaperMarkup() {}

  /** Typed text in a form that is never read as markup. */
  static String escape(String typed) {
    var safe = new StringBuilder(typed.length() + 8);
    var lines = typed.replace("\r\n", "\n");
    for (int i = 0; i < lines.length(); i++) {
      char c = lines.charAt(i);
      switch (c) {
        case '\\':
          safe.append("\\\\");
          break;
        case '|':
          safe.append("\\|");
          break;
        case '.':
          safe.append("\\.");
          break;
        case '\n', '\r', '\u000B', '\f', '\u0085', '\u2028', '\u2029':
          safe.append("\\n");
          break;
        default:
          safe.append(c);
      }
    }
    return safe.toString();
  }

  /**
   * @throws IllegalArgumentException with the line, if a template writes what is no markup
   */
  static List<PaperBlock> read(String text) {
    return new Reader().read(text);
  }

  private static final class Reader {
    private final List<PaperBlock> blocks = new ArrayList<>();
    private final List<PaperBlock.Fact> facts = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();
    private List<PaperBlock.Column> columns = List.of();
    private List<String> head = List.of();
    private int items;
    private String line = "";

    List<PaperBlock> read(String text) {
      for (var each : text.split("\n")) {
        line = each.strip();
        if (!line.isEmpty()) {
          take();
        }
      }
      finish(true, true);
      return List.copyOf(blocks);
    }

    private void take() {
      var name = ".p";
      var rest = line;
      if (line.startsWith(".")) {
        int space = line.indexOf(' ');
        name = space < 0 ? line : line.substring(0, space);
        rest = space < 0 ? "" : line.substring(space + 1).strip();
      }
      finish(!name.equals(".fact"), !name.equals(".head") && !name.equals(".row"));
      if (!name.equals(".item") && !name.equals(".detail")) {
        items = 0;
      }
      switch (name) {
        case ".office":
          blocks.add(new PaperBlock.Office(one(rest)));
          break;
        case ".number":
          blocks.add(new PaperBlock.Number(one(rest)));
          break;
        case ".title":
          blocks.add(new PaperBlock.Title(one(rest)));
          break;
        case ".to":
          blocks.add(new PaperBlock.Addressee(one(rest)));
          break;
        case ".h":
          blocks.add(new PaperBlock.Heading(one(rest)));
          break;
        case ".p":
          blocks.add(new PaperBlock.Paragraph(one(rest)));
          break;
        case ".item":
          blocks.add(new PaperBlock.Item(++items, one(rest)));
          break;
        case ".detail":
          var detail = cells(rest, 2);
          blocks.add(new PaperBlock.Detail(detail.get(0), detail.get(1)));
          break;
        case ".fact":
          var fact = cells(rest, 2);
          facts.add(new PaperBlock.Fact(fact.get(0), fact.get(1)));
          break;
        case ".table":
          columns = columns(rest);
          head = List.of();
          break;
        case ".head":
          head = cells(rest, columns.size());
          break;
        case ".row":
          rows.add(cells(rest, columns.size()));
          break;
        case ".note":
          blocks.add(new PaperBlock.Note(one(rest)));
          break;
        case ".sign":
          var sign = cells(rest, 2);
          blocks.add(new PaperBlock.Signature(sign.get(0), sign.get(1)));
          break;
        default:
          throw wrong("no such markup");
      }
    }

    private void finish(boolean endOfFacts, boolean endOfTable) {
      if (endOfFacts && !facts.isEmpty()) {
        blocks.add(new PaperBlock.Facts(List.copyOf(facts)));
        facts.clear();
      }
      if (endOfTable && !columns.isEmpty()) {
        if (!head.isEmpty()) {
          blocks.add(new PaperBlock.Table(columns, head, List.copyOf(rows)));
        } else if (!rows.isEmpty()) {
          throw wrong("a table without a head before this line");
        }
        rows.clear();
        columns = List.of();
      }
    }

    private String one(String rest) {
      var cells = cells(rest, 1);
      return cells.get(0);
    }

    private List<String> cells(String rest, int number) {
      var cells = new ArrayList<String>();
      var cell = new StringBuilder();
      for (int i = 0; i < rest.length(); i++) {
        char c = rest.charAt(i);
        if (c == '\\' && i + 1 < rest.length()) {
          char next = rest.charAt(++i);
          cell.append(next == 'n' ? '\n' : next);
        } else if (c == '|') {
          cells.add(cell.toString().strip());
          cell.setLength(0);
        } else {
          cell.append(c);
        }
      }
      cells.add(cell.toString().strip());
      if (number == 0 || cells.size() != number) {
        throw wrong(cells.size() + " cells where there are " + number);
      }
      return List.copyOf(cells);
    }

    private List<PaperBlock.Column> columns(String rest) {
      var found = new ArrayList<PaperBlock.Column>();
      for (var share : rest.split(" +")) {
        if (!share.matches("\\d{1,2}r?")) {
          throw wrong("columns are numbers");
        }
        found.add(
            new PaperBlock.Column(Integer.parseInt(share.replace("r", "")), share.endsWith("r")));
      }
      return List.copyOf(found);
    }

    private IllegalArgumentException wrong(String what) {
      return new IllegalArgumentException(what + ": " + line);
    }
  }
}
