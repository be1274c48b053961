import which from "pkg";
import imported from "#which";
console.log(which, imported);
