console.log("never" as string);
