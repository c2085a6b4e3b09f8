import assert from "node:assert/strict";
import { test } from "node:test";
import {
  decode, distance, isInside, readShapes, simplify,
} from "../../webapp/static/js/peta/boundaries.js";

const PROJECTION = { longitude: 100, scale: 100 };
// As graph/boundaries.py writes it: a square of one degree with a hole, and its western side.
const told = {
  version: "v",
  grid: 10,
  areas: { "11.01": "o}@bB?SS??R w}@zAC??C", "11.02": "{|@bB?SS?" },
  lines: { "11.01-11.02": "o}@bB?S" },
};

test("points are read from differences", () => {
  // 1000, -50; then 0, +10; +10, 0: told in tenths of a degree.
  const points = decode("o}@bB?SS?", 10, PROJECTION);
  assert.deepEqual([...points], [0, 500, 0, 400, 100, 400]);
});

test("a hole is outside", () => {
  const ring = (left, size) => Float64Array.of(left, left, left, left + size, left + size, left + size, left + size, left);
  const rings = [ring(0, 10), ring(4, 2)];
  assert.equal(isInside({ x: 1, y: 1 }, rings), true);
  assert.equal(isInside({ x: 5, y: 5 }, rings), false);
  assert.equal(isInside({ x: 11, y: 5 }, rings), false);
});

test("a line is as far as its nearest point", () => {
  const line = Float64Array.of(0, 0, 10, 0, 10, 10);
  assert.equal(distance({ x: 5, y: 3 }, line), 3);
  assert.equal(distance({ x: 13, y: 14 }, line), 5);
  assert.equal(distance({ x: 1, y: 1 }, Float64Array.of(1, 1)), Infinity);
});

test("a simpler line keeps its ends and its corners", () => {
  const line = Float64Array.of(0, 0, 5, 0.1, 10, 0, 10, 5, 10, 10);
  assert.deepEqual(simplify(line, 0.5, false), [0, 0, 10, 0, 10, 10]);
  assert.deepEqual(simplify(line, 0.01, false).length, 8);
  const ring = Float64Array.of(0, 0, 5, 0, 10, 0, 10, 10, 5, 10.1, 0, 10);
  assert.deepEqual(simplify(ring, 0.5, true), [0, 0, 10, 0, 10, 10, 0, 10]);
});

test("areas and lines are found at a place", () => {
  const shapes = readShapes(told, PROJECTION);
  assert.equal(shapes.areas.size, 2);
  const line = shapes.lines.get("11.01-11.02").rings[0];
  const middle = { x: (line[0] + line[2]) / 2, y: (line[1] + line[3]) / 2 };
  assert.equal(shapes.lineAt({ x: middle.x + 2, y: middle.y }, 3), "11.01-11.02");
  assert.equal(shapes.lineAt({ x: middle.x + 4, y: middle.y }, 3), null);
  assert.equal(shapes.areaAt({ x: -5000, y: 0 }), null);
  const ring = shapes.areas.get("11.02").rings[0];
  const inside = { x: (ring[0] + ring[2] + ring[4]) / 3, y: (ring[1] + ring[3] + ring[5]) / 3 };
  assert.equal(shapes.areaAt(inside), "11.02");
});
