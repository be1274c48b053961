console.log("seen")
