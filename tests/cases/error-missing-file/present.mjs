console.log("never printed: nothing runs before everything is found");
