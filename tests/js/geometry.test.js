import assert from "node:assert/strict";
import { test } from "node:test";
import { bounds, fitting, pick } from "../../webapp/static/js/peta/geometry.js";

const nodes = [{ id: "a" }, { id: "b" }];
const edges = [{ id: "a-b", from: "a", to: "b" }];
const places = new Map([["a", { x: 0, y: 0 }], ["b", { x: 100, y: 0 }]]);
const at = (x, y, scale = 1) => pick({ x, y }, nodes, edges, places, scale, () => 5);

test("a node is picked before the line that ends in it", () => {
  assert.deepEqual(at(3, 0), { node: "a" });
  assert.deepEqual(at(8, 0), { node: "a" });
});

test("a line is picked beside it, within a few pixels at every scale", () => {
  assert.deepEqual(at(50, 6), { edge: "a-b" });
  assert.equal(at(50, 8), null);
  assert.equal(at(50, 6, 4), null);
  assert.deepEqual(at(50, 12, 0.5), { edge: "a-b" });
});

test("beyond its ends a line is not there", () => {
  assert.equal(at(130, 0), null);
});

test("what is fitted lies inside the picture", () => {
  const box = bounds(places.values());
  assert.deepEqual(box, { left: 0, top: 0, right: 100, bottom: 0 });
  const { position, scale } = fitting(box, 800, 600);
  assert.deepEqual(position, { x: 50, y: 0 });
  assert.ok((box.right - box.left) * scale <= 800);
});

test("a single place is fitted without being blown up", () => {
  const { scale } = fitting(bounds([{ x: 7, y: 7 }]), 800, 600);
  assert.ok(scale > 0 && scale <= 2.5);
});
