import "./directory";
