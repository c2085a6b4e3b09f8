import assert from "node:assert/strict";
import { test } from "node:test";
import { bounds, toSegment } from "../../webapp/static/js/peta/geometry.js";
import { Ground, Taken } from "../../webapp/static/js/peta/grid.js";

const nodes = [{ id: "a" }, { id: "b" }];
const edges = [{ id: "a-b", from: "a", to: "b" }];
const places = new Map([["a", { x: 0, y: 0 }], ["b", { x: 100, y: 0 }]]);
const ground = new Ground(nodes, edges, places, bounds(places.values()));
const at = (x, y, scale = 1, isShown = () => true) => ground.pick({ x, y }, scale, () => 5, 5, isShown);

test("a node is picked before the line that ends in it", () => {
  assert.deepEqual(at(3, 0), { node: "a" });
  assert.deepEqual(at(8, 0), { node: "a" });
});

test("a line is picked beside it, within a few pixels at every scale, where it is shown", () => {
  assert.deepEqual(at(50, 6), { edge: "a-b" });
  assert.equal(at(50, 8), null);
  assert.equal(at(50, 6, 4), null);
  assert.deepEqual(at(50, 12, 0.5), { edge: "a-b" });
  assert.equal(at(50, 6, 1, () => false), null);
});

test("beyond its ends a line is not there", () => {
  assert.equal(at(130, 0), null);
});

test("the cells leave out no line: as if all were compared", () => {
  let seed = 7;
  const random = () => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  const many = Array.from({ length: 60 }, (_, i) => ({ id: `n${i}` }));
  const spots = new Map(many.map(({ id }) => [id, { x: random() * 900 - 450, y: random() * 600 - 300 }]));
  const lines = many.slice(1).map(({ id }, i) => ({ id: `e${i}`, from: `n${i}`, to: id }));
  const all = new Ground(many, lines, spots, bounds(spots.values()));
  for (let i = 0; i < 500; i += 1) {
    const point = { x: random() * 900 - 450, y: random() * 600 - 300 };
    const away = (line) => toSegment(point, spots.get(line.from), spots.get(line.to));
    const found = all.pick(point, 1, () => -100, 0, () => true);
    const least = Math.min(...lines.map(away));
    if (least < 7) assert.equal(away(lines.find(({ id }) => id === found.edge)), least);
    else assert.equal(found, null);
  }
});

test("taken boxes, small and large, are found by any that overlaps them", () => {
  const taken = new Taken(48);
  taken.add({ left: 10, top: 10, right: 60, bottom: 25 });
  taken.add({ left: 200, top: 0, right: 900, bottom: 900 });
  assert.ok(taken.overlaps({ left: 59, top: 24, right: 70, bottom: 30 }));
  assert.ok(taken.overlaps({ left: 899, top: 899, right: 950, bottom: 950 }));
  assert.ok(!taken.overlaps({ left: 60, top: 10, right: 70, bottom: 20 }));
});
