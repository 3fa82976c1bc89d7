package org.zhunru.calendar;

import java.util.List;
import java.util.Map;

/**
 * Holiday notices that the city released itself, beside the ones that came with the program. Asked
 * whenever a calendar is wanted, so that every node counts by a notice from its release on.
 */
public interface AnnouncedYears {
  /** For who has none. */
  AnnouncedYears NONE =
      new AnnouncedYears() {
        @Override
        public long edition() {
          return 0;
        }

        @Override
        public Map<Integer, List<CalendarRow>> upTo(long edition) {
          return Map.of();
        }
      };

  /** Number of the last release; grows with each, 0 before the first. */
  long edition();

  /** The rows of the latest notice of each year, of releases up to {@code edition}. */
  Map<Integer, List<CalendarRow>> upTo(long edition);
}
