console.log("nobody waits for this one, and it runs");
