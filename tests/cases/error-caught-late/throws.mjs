// The line above the error.
throw new Error("in a module that is imported late");
