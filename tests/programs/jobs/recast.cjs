const recast = require("recast");
const source =
  "// keeps\nconst add = function(a,b)   { return a+b }  // odd   spacing\n\nclass  X { method( ) { return   1 } }\n";
const tree = recast.parse(source);
console.log(recast.print(tree).code === source);
recast.visit(tree, {
  visitFunctionExpression(path) {
    const { builders: b } = recast.types;
    if (!path.node.id && path.node.params.length) return b.arrowFunctionExpression(path.node.params, path.node.body);
    this.traverse(path);
  },
  visitLiteral(path) {
    if (path.node.value === 1) path.replace(recast.types.builders.literal(2));
    return false;
  },
});
console.log(recast.print(tree).code);
console.log(recast.prettyPrint(recast.parse("if(a){b()}else c( )"), { tabWidth: 2 }).code);
