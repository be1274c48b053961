const moment = require("moment");
require("moment/locale/de");
moment.locale("en");
const when = moment.utc("2024-02-29T12:34:56.789Z");
console.log(
  when.format("dddd, MMMM Do YYYY, h:mm:ss.SSS a Z"),
  when.clone().add(1, "year").format(),
  when.clone().endOf("month").toISOString(),
  when.isoWeek(),
  when.locale("de").format("LLLL"),
);
console.log(
  moment.duration(3661, "seconds").humanize(),
  moment.duration("P1DT2H").asHours(),
  moment.utc("31.12.1999", "DD.MM.YYYY", true).isValid(),
  moment.utc("2024-13-01", moment.ISO_8601).isValid(),
  moment.utc(0).from(moment.utc(86400000 * 40)),
  moment.utc("2020-01-01").diff("2019-01-01", "days"),
);
