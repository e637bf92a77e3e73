package io.shelfcast.scheduling;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import io.shelfcast.ShelfcastException;
import io.shelfcast.database.Database;
import io.shelfcast.progress.Progress;

/**
 * Says once that the database is away, and once that it is back: the scheduler itself only goes on
 * asking.
 */
final class DatabaseWatch extends AbstractSchedulerListener {

  private final Database database;
  private final Progress say;
  private boolean away;

  DatabaseWatch(Database database, Progress say) {
    this.database = database;
    this.say = say;
  }

  @Override
  public synchronized void onSchedulerEvent(SchedulerEventType type) {
    switch (type) {
      case UNEXPECTED_ERROR, FAILED_HEARTBEAT -> {
        if (!away) {
          look();
        }
      }
      case RAN_DETECT_DEAD, RAN_EXECUTE_DUE -> {
        if (away) {
          away = false;
          say.say("The database answers again");
        }
      }
      default -> {}
    }
  }

  private void look() {
    try {
      database.connect().close();
    } catch (ShelfcastException e) {
      away = true;
      say.say(e.getMessage() + "; trying again");
    } catch (java.sql.SQLException e) {
      // it answered, which is all that was asked
    }
  }
}
