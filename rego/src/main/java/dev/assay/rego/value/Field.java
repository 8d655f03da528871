package dev.assay.rego.value;

import org.jspecify.annotations.Nullable;

/**
 * A key that is looked up in one object after another: remembers where it was in the last, which is
 * where it will be in all that have their {@link Shape} in common. Thread-safe.
 */
public final class Field {
  private final Value key;
  private Place last = new Place(Shape.root(), -1);

  /** Where a shape has the key; its fields are final, so that threads may share it without more. */
  private record Place(Shape shape, int position) {}

  public Field(Value key) {
    this.key = key;
  }

  public Value key() {
    return key;
  }

  /** The value in an object; {@code null} if there is none. */
  @SuppressWarnings("ReferenceEquality") // shapes are equal if they are the same
  public @Nullable Value of(RegoObject object) {
    Place place = last;
    Shape shape = object.shape;
    if (place.shape != shape) {
      int position = shape.find(key);
      if (!shape.isShared()) {
        return position < 0 ? null : object.values[position];
      }
      place = new Place(shape, position);
      last = place;
    }
    return place.position < 0 ? null : object.values[place.position];
  }
}
