export const farewell = () => console.log("Good night.");
