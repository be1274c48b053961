console.log("once")
