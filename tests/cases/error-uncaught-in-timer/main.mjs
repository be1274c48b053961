setTimeout(() => console.log("never printed"), 50);
setTimeout(function later() {
  console.log("timer");
  null.property;
}, 1);
