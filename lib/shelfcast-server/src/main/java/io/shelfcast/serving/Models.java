package io.shelfcast.serving;

/** Which model answers for whom. May be asked by many threads. */
public interface Models extends AutoCloseable {

  /** Whether every model that shall answer is loaded. */
  boolean ready();

  /**
   * The model that answers now.
   *
   * @param customer null where an instance names none
   * @throws io.shelfcast.ShelfcastException if there is none
   */
  ServedModel of(String customer);

  /** Everything known of a series of the database, as an instance that could be sent elsewhere. */
  Instance instance(String customer, String productId, String storeId);

  @Override
  void close();
}
