require("one");
