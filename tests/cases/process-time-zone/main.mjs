// Dates follow TZ as the program changes it.
const at = (zone) => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
  return new Date(0).getHours();
};
console.log(at("America/New_York"), at("Asia/Tokyo"), at("UTC"), new Date(2020, 5, 1).toISOString());
process.env.TZ = "Europe/Berlin";
console.log(new Date(2020, 5, 1).toISOString(), new Date(0).toString());
