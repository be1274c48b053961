const date = Temporal.PlainDate.from("2026-02-27");
console.log(String(date.add({ months: 1, days: 3 })), date.dayOfWeek, date.inLeapYear, String(date.until("2027-01-01", { largestUnit: "months" })));
const meeting = Temporal.ZonedDateTime.from("2026-03-29T01:30[Europe/Berlin]");
console.log(String(meeting.add({ hours: 1 })), meeting.hoursInDay, String(meeting.withTimeZone("America/New_York")));
console.log(String(Temporal.Duration.from({ hours: 30, minutes: 90 }).round({ largestUnit: "days" })), Temporal.Duration.compare("PT1H", "PT59M"));
console.log(String(Temporal.Instant.fromEpochMilliseconds(0)), String(Temporal.PlainTime.from("23:59").add("PT2M")));
console.log(Temporal.PlainDate.from({ year: 2026, month: 5, day: 17, calendar: "hebrew" }).calendarId, typeof Temporal.Now.instant().epochNanoseconds);
console.log(String(Temporal.PlainYearMonth.from("2026-02").toPlainDate({ day: 31 })), JSON.stringify({ date }));
try {
  Temporal.PlainDate.from("2026-02-30", { overflow: "reject" });
} catch (error) {
  console.log(error.name);
}
