// Meetings across time zones: arithmetic over clock changes, durations, intervals, formats.
import { DateTime, Duration, Info, Interval, Settings, VERSION } from "luxon";

Settings.defaultLocale = "en-GB";
Settings.throwOnInvalid = true;

const meeting = DateTime.fromISO("2026-03-28T18:30", { zone: "Europe/Berlin" });
console.log(meeting.toISO(), meeting.plus({ days: 1 }).toISO(), meeting.plus({ hours: 24 }).toISO());
for (const zone of ["America/New_York", "Asia/Tokyo", "Asia/Kolkata", "UTC"]) {
  console.log(zone, meeting.setZone(zone).toFormat("yyyy-MM-dd HH:mm ZZZZZ"), meeting.setZone(zone).offset);
}
console.log(meeting.setLocale("de").toLocaleString(DateTime.DATE_FULL), "|", meeting.setLocale("fr").toFormat("cccc d LLLL"));
console.log(DateTime.fromFormat("05/11/2026 21:07", "dd/MM/yyyy HH:mm", { zone: "utc" }).toSQL(), DateTime.fromRFC2822("Tue, 01 Nov 2016 13:23:12 +0630").toUTC().toHTTP());

const span = Interval.fromDateTimes(meeting, meeting.plus({ weeks: 2, hours: 5 }));
console.log(span.toISO(), span.length("days").toFixed(4), span.splitBy({ weeks: 1 }).length);
console.log(span.toDuration(["weeks", "days", "hours"]).toHuman(), span.contains(meeting.plus({ days: 3 })));
console.log(Duration.fromISO("P1Y2M10DT2H30M").toFormat("y:MM:dd hh'h'mm"), Duration.fromObject({ hours: 100, minutes: 150 }).normalize().rescale().toISO());
console.log(DateTime.max(meeting, meeting.startOf("quarter"), meeting.endOf("year")).toISODate(), meeting.weekNumber, meeting.ordinal, meeting.daysInMonth);
console.log(Info.months("short").join(" "), Info.weekdays("narrow", { locale: "es" }).join(""), Info.hasDST("Asia/Tokyo"));
console.log(meeting.diff(DateTime.utc(2026, 1, 1), ["months", "days", "hours"]).toObject(), +meeting === meeting.toMillis());
try {
  DateTime.fromISO("2026-02-30");
} catch (error) {
  console.log(error.name, error.message);
}
console.log(VERSION);
