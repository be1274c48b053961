// A project calendar: intervals, business days, formatting in several locales. Times are UTC.
import {
  addBusinessDays,
  addMonths,
  differenceInCalendarDays,
  eachWeekOfInterval,
  endOfMonth,
  format,
  formatDistance,
  formatISO,
  getISOWeek,
  intervalToDuration,
  isLeapYear,
  isValid,
  lastDayOfQuarter,
  parse,
  parseISO,
  startOfISOWeek,
} from "date-fns";
import { de, enGB, fr, ja } from "date-fns/locale";

const start = parseISO("2024-02-26T09:30:00Z");
console.log(formatISO(start), getISOWeek(start), isLeapYear(start));
console.log(format(addBusinessDays(start, 10), "EEEE, do MMMM yyyy HH:mm"));
console.log(format(endOfMonth(start), "yyyy-MM-dd'T'HH:mm:ss.SSS"), format(lastDayOfQuarter(start), "P", { locale: enGB }));
for (const locale of [de, fr, ja]) {
  console.log(locale.code, format(start, "PPPP", { locale }), "|", formatDistance(addMonths(start, 5), start, { locale, addSuffix: true }));
}
console.log(differenceInCalendarDays(new Date(Date.UTC(2025, 0, 1)), start));
console.log(eachWeekOfInterval({ start, end: addMonths(start, 1) }, { weekStartsOn: 1 }).map((day) => format(day, "dd.MM.")).join(" "));
console.log(intervalToDuration({ start, end: parseISO("2026-07-04T12:00:01Z") }));
console.log(format(parse("31/12/99", "dd/MM/yy", start), "yyyy"), isValid(parse("31/02/2024", "dd/MM/yyyy", start)));
console.log(format(startOfISOWeek(start), "RRRR-'W'II-i"));
