package org.zhunru.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a form as {@code form.ftlh} shows it.
 *
 * @param kind field, rows, group, text, line or gap
 * @param name parameter name, which is the path of the fact; empty if it has none
 * @param label what it is called, or says
 * @param columns of 16
 * @param hidden whether its condition hides it now
 * @param condition the condition as JSON for the script; empty if there is none
 * @param field if it is a field
 * @param rows if it is rows
 * @param children if it is a group
 * @param map a map to choose the place by; null if there is none
 * @param marks what has to be said there: points to correct, what was filed
 */
public record FormNode(
    String kind,
    String name,
    String label,
    String hint,
    int columns,
    boolean hidden,
    String condition,
    @Nullable Input field,
    @Nullable Repeated rows,
    List<FormNode> children,
    @Nullable SiteMap map,
    Marks marks) {

  /**
   * @param asked points of an open request for correction
   * @param filed what the filed version says, if the draft says otherwise; empty if not
   */
  public record Marks(List<String> asked, String filed) {
    static final Marks NONE = new Marks(List.of(), "");
  }

  /**
   * @param type as the layout's field has it: text, number, date, textarea, select, radio,
   *     checkbox, checkboxes
   * @param values ticked values
   * @param chosen labels of the ticked values
   * @param shown whether the page must say that the field stood there (browsers don't send it
   *     empty)
   */
  public record Input(
      String type,
      String value,
      List<String> values,
      String chosen,
      List<Choice> options,
      String unit,
      boolean required,
      int maxlength,
      String error,
      boolean folded,
      boolean shown,
      List<String> suggestions,
      String lookup) {}

  /** One choice. */
  public record Choice(String value, String label) {}

  /**
   * @param add what the button says that adds a row
   */
  public record Repeated(List<Row> rows, String add, String error) {}

  /**
   * @param path such as {@code units[0]}
   * @param title such as 单元 1
   * @param found what the look-up of this row found; null if nothing was looked up
   */
  public record Row(
      String path, String title, List<FormNode> nodes, @Nullable List<Found> found, Marks marks) {}

  /**
   * A substance that was found.
   *
   * @param take value of the button that takes it over
   */
  public record Found(String name, String cas, String note, String take) {}
}
