package org.zhunru.intake;

import java.util.List;

/** Choices of a form that do not stand in its file, such as regions. */
public interface FormOptions {
  /** No list at all: a field that asks for one takes any value. */
  FormOptions NONE = name -> List.of();

  /**
   * @param name as in the file's {@code valuesKey}
   * @return the choices, in order; empty if there is no such list
   */
  List<Form.Option> of(String name);
}
