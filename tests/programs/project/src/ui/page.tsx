import type { Stock } from "@stock";
import { Row } from "./row";
import { Badge } from "@ui/badge";

export function render(stock: Stock): string {
  return (
    <>
      <h1 title={`in ${stock.currency}`}>Stock</h1>
      <table border>{[...stock].map((item) => <Row key={item.name} item={item} />)}</table>
      {stock.low.length > 0 && <Badge<number> value={stock.low.length}>low &amp; rare</Badge>}
    </>
  ) as string;
}
