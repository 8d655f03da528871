package dev.assay.collect.files;

import dev.assay.input.InputException;

/** A kind of file that tells of resources, recognised by its content. */
interface Form {
  /** What a user calls it, with the command that makes it. */
  String name();

  /** Whether the document is of this form. */
  boolean accepts(Document document);

  /**
   * Reads the document.
   *
   * @throws InputException with the place of what cannot be understood
   */
  void read(Document document, Intake into) throws InputException;
}
