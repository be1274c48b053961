// A chart without a document: scales, shapes, layouts, formats.
import * as d3 from "d3";

const data = d3.csvParse("day,high,low\n2026-03-01,8.5,1.2\n2026-03-02,11,2.5\n2026-03-03,9.1,-1\n2026-03-04,14.2,3.3\n", d3.autoType);
console.log(data.columns, data[0].high, d3.extent(data, (d) => d.low), d3.mean(data, (d) => d.high).toFixed(3));

const x = d3.scaleUtc(d3.extent(data, (d) => d.day), [0, 300]);
const y = d3.scaleLinear([-5, 15], [200, 0]).nice();
const line = d3.line((d) => x(d.day), (d) => y(d.high)).curve(d3.curveMonotoneX).digits(2);
console.log(line(data));
console.log(y.ticks(5).map(y.tickFormat(5, "+.1f")).join(" "), d3.utcFormat("%A %-d %B %Y, week %V")(data[0].day));
console.log(d3.format(",.2~f")(1234567.5), d3.format(".3s")(0.00042), d3.format("($,d")(-4200));

const root = d3.hierarchy({ name: "root", children: [{ name: "a", children: [{ name: "b", size: 3 }, { name: "c", size: 5 }] }, { name: "d", size: 8 }] });
root.sum((d) => d.size ?? 0).sort((p, q) => q.value - p.value);
d3.treemap().size([100, 50]).padding(1)(root);
console.log(root.leaves().map(({ data, x0, y0, x1, y1 }) => `${data.name}:${[x0, y0, x1, y1].map((n) => n.toFixed(1))}`).join(" "));
d3.tree().size([10, 10])(root);
console.log(root.descendants().map((n) => `${n.data.name}@${n.x.toFixed(2)},${n.y.toFixed(2)}`).join(" "));

console.log(d3.pie().sort(null)([1, 2, 5]).map((arc) => d3.arc().innerRadius(5).outerRadius(10).digits(3)(arc)).join(" "));
console.log(d3.rollups(data, (rows) => d3.sum(rows, (d) => d.high), (d) => d.high > 9), d3.bisectLeft([1, 4, 9], 5));
console.log(d3.interpolateLab("steelblue", "brown")(0.5), d3.scaleSequential(d3.interpolateViridis)(0.25), d3.hcl("teal").formatHex());
console.log(d3.geoPath(d3.geoMercator().scale(100).translate([0, 0])).digits(1)({ type: "LineString", coordinates: [[0, 0], [10, 20], [30, 40]] }));
const delaunay = d3.Delaunay.from([[0, 0], [4, 0], [4, 3], [0, 3], [2, 1]]);
console.log([...delaunay.neighbors(4)].sort(), delaunay.find(3.5, 2.5), d3.polygonArea([[0, 0], [4, 0], [4, 3]]));
const forces = d3.forceSimulation(d3.range(5).map((index) => ({ index }))).force("charge", d3.forceManyBody()).stop().tick(20);
console.log(forces.nodes().map((n) => `${n.x.toFixed(2)},${n.y.toFixed(2)}`).join(" "));
const random = d3.randomNormal.source(d3.randomLcg(0.5))(10, 2);
console.log(d3.bin().thresholds(4)(Array.from({ length: 50 }, random)).map((bin) => bin.length), d3.shuffler(d3.randomLcg(0.1))([1, 2, 3, 4, 5]));
