// --- elements
/** @jsxImportSource tiny-jsx */
import { show } from "tiny-jsx";
console.log(show(<div id="a" data-x={1} hidden>text</div>));
// --- children
/** @jsxImportSource tiny-jsx */
import { show } from "tiny-jsx";
const items: number[] = [1, 2];
console.log(show(<ul>{items.map((i: number) => <li key={i}>{i}</li>)}{" "}<b/>{/* nothing */}{...items}</ul>));
// --- fragments
/** @jsxImportSource tiny-jsx */
import { show } from "tiny-jsx";
console.log(show(<><a/>b</>), show(<></>));
// --- components and type arguments
/** @jsxImportSource tiny-jsx */
import { show } from "tiny-jsx";
function Box<T>(props: { v: T; children?: unknown }) { return <p>{String(props.v)}{props.children}</p> }
const ns = { Inner: (p: { a?: boolean }) => <i>{String(p.a)}</i> };
console.log(show(<Box<number> v={1}><ns.Inner a /></Box>));
// --- spreads and keys
/** @jsxImportSource tiny-jsx */
import { show } from "tiny-jsx";
const props = { a: 1, b: 2 };
console.log(show(<x {...props} a={3} key="k" />), show(<x key="first" {...props} />), show(<x {...props} key="last" />));
// --- white space
/** @jsxImportSource tiny-jsx */
import { show } from "tiny-jsx";
console.log(show(<p>
  one
  two {"three"}

  four <b> five </b>
</p>));
// --- entities and quotes
/** @jsxImportSource tiny-jsx */
import { show } from "tiny-jsx";
console.log(show(<p title='a"b &amp; c' alt="it's&nbsp;&#65;&#x42;">&lt;&copy;&hellip; &unknown; \n</p>));
// --- attributes that are elements
/** @jsxImportSource tiny-jsx */
import { show } from "tiny-jsx";
console.log(show(<a b=<c/> d={<><e/></>} f={`t${1}`} />));
// --- names with dashes and colons
/** @jsxImportSource tiny-jsx */
import { show } from "tiny-jsx";
console.log(show(<my-element xlink:href="#a" aria-label="b"><svg:use /></my-element>));
// --- classic
/** @jsxRuntime classic */
import * as React from "tiny-jsx";
console.log(React.show(<div a="b">c<></></div>));
// --- classic by setting | {"jsx": "react"}
import * as React from "tiny-jsx";
console.log(React.show(<div a="b" {...{ c: 1 }}>c<><d/></></div>), React.show(<React.Box/>));
// --- factory by setting | {"jsx": "react", "jsxFactory": "h", "jsxFragmentFactory": "Frag"}
import { h, Frag, show } from "tiny-jsx";
console.log(show(<div a="b">c<><d/></></div>));
// --- factory by pragma | {"jsx": "react"}
/** @jsx h */
/** @jsxFrag Frag */
import { h, Frag, show } from "tiny-jsx";
console.log(show(<div>{1}<></></div>));
// --- import source by setting | {"jsxImportSource": "tiny-jsx"}
import { show } from "tiny-jsx";
console.log(show(<div>a<b/></div>));
// --- development | {"jsx": "react-jsxdev", "jsxImportSource": "tiny-jsx"}
import { show, sites } from "tiny-jsx";
console.log(show(<div><b key="k">1</b></div>), sites.map((s: any) => [s.lineNumber, s.columnNumber]));
// --- generic arrows in tsx | {"jsxImportSource": "tiny-jsx"}
import { show } from "tiny-jsx";
const id = <T,>(x: T): T => x, two = <T extends unknown>(x: T) => x;
console.log(show(id(<a/>)), two(1) as number);
// --- enums and decorators in tsx | {"jsxImportSource": "tiny-jsx"}
import { show } from "tiny-jsx";
enum E { A = "a" } const d = (v: any, c: any): any => function (this: any) { return <w>{v.call(this)}</w> };
class C { constructor(private t = E.A) {} @d render() { return <i>{this.t}</i> } }
console.log(show(new C().render()));
// --- tsx without elements
const plain = <T,>(x: T): T => x;
console.log(plain<number>(1) as number);
// --- conditional children | {"jsxImportSource": "tiny-jsx"}
import { show } from "tiny-jsx";
const yes = true as boolean; console.log(show(<a>{yes && <b/>}{yes ? <c/> : null}{[<d key="1"/>]}{undefined}{0}</a>));
// --- comments in elements | {"jsxImportSource": "tiny-jsx"}
import { show } from "tiny-jsx";
console.log(show(<a /* x */ b /* y */={1} // z
>{/* c */}d</a>));
// --- strings over lines | {"jsxImportSource": "tiny-jsx"}
import { show } from "tiny-jsx";
console.log(show(<a b="one
two">{`x
y`}</a>));
// --- a component used only as an element | {"jsxImportSource": "tiny-jsx"}
import { show, Box } from "tiny-jsx";
console.log(show(<Box/>));
// --- imports for types only are elided | {"jsxImportSource": "tiny-jsx"}
import { show, type Element, Nothing } from "tiny-jsx";
const el: Element | Nothing = <a/>; console.log(show(el));
// --- super and this in elements | {"jsxImportSource": "tiny-jsx"}
import { show } from "tiny-jsx";
class B { tag() { return <b/> } } class D extends B { tag() { return <this.T>{super.tag()}</this.T> } T = "t" } console.log(show(new D().tag()));
