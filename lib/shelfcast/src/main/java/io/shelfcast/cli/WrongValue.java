package io.shelfcast.cli;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Words for values that are none of their option's kind, in place of picocli's. */
final class WrongValue {

  private static final Pattern INVALID =
      Pattern.compile(
          "Invalid value for (?:option '([^']+)'|positional parameter at index \\d+)(?:[^:(]*\\(([^)]*)\\))?[^:]*: (.*)");

  private static final Pattern NONE_OF =
      Pattern.compile("expected one of \\[(.*)\\] \\(case-insensitive\\) but was '(.*)'");

  private WrongValue() {}

  static void registerConverters(CommandLine line) {
    line.registerConverter(LocalDate.class, of(LocalDate::parse, "a date like 2019-04-30"));
    line.registerConverter(LocalTime.class, of(LocalTime::parse, "a time of day like 02:00"));
    line.registerConverter(ZoneId.class, of(ZoneId::of, "a zone like Europe/Berlin"));
    line.registerConverter(int.class, of(Integer::valueOf, "a whole number"));
    line.registerConverter(Integer.class, of(Integer::valueOf, "a whole number"));
    line.registerConverter(long.class, of(Long::valueOf, "a whole number"));
    line.registerConverter(double.class, of(Double::valueOf, "a number"));
  }

  private static <T> ITypeConverter<T> of(ITypeConverter<T> parse, String right) {
    return text -> {
      try {
        return parse.convert(text.strip());
      } catch (NumberFormatException | DateTimeException e) {
        throw new TypeConversionException("'" + text + "': it must be " + right);
      }
    };
  }

  /** A message of picocli's in this program's words; any other as it is. */
  static String said(String message) {
    Matcher invalid = INVALID.matcher(message);
    if (!invalid.matches()) {
      return message;
    }
    String name = invalid.group(1) == null ? invalid.group(2) : invalid.group(1);
    String what = invalid.group(3);
    Matcher none = NONE_OF.matcher(what);
    if (none.matches()) {
      what = "'" + none.group(2) + "': it must be one of " + choices(none.group(1));
    }
    return what.startsWith("'") ? name + " is " + what : name + ": " + what;
  }

  /** Without the names of constants that are written otherwise here. */
  private static String choices(String listed) {
    return listed.toLowerCase(Locale.ROOT).replaceAll("[a-z]+(_[a-z]+)+, ", "");
  }
}
