package io.shelfcast.retraining;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfcast.database.Database;
import io.shelfcast.fixtures.SharedDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedDatabase.class)
class CustomerLockTest {

  private static final String SHOP = "locked's shop";

  private final Database database;

  CustomerLockTest(Database database) {
    this.database = database;
  }

  @Test
  void oneHoldsItAndOtherCustomersAreFree() {
    try (CustomerLock held = CustomerLock.take(database, SHOP)) {
      assertThat(held).isNotNull();
      assertThat(CustomerLock.take(database, SHOP)).isNull();
      try (CustomerLock other = CustomerLock.take(database, SHOP + " too")) {
        assertThat(other).isNotNull();
      }
      held.requireHeld();
    }
  }

  /** A server that only learns from the closed connection is late now and then. */
  @Test
  void whoeverComesAfterItWasGivenBackHasItAtOnce() {
    for (int n = 1; n <= 300; n++) {
      try (CustomerLock lock = CustomerLock.take(database, SHOP)) {
        assertThat(lock).as("taken %d times before", n - 1).isNotNull();
      }
    }
  }
}
