import assert from "node:assert/strict";
import { test } from "node:test";
import { bounds, fitting, isInside } from "../../webapp/static/js/peta/geometry.js";

test("what is fitted lies inside the picture", () => {
  const box = bounds([{ x: 0, y: 0 }, { x: 100, y: 0 }]);
  assert.deepEqual(box, { left: 0, top: 0, right: 100, bottom: 0 });
  const { position, scale } = fitting(box, 800, 600);
  assert.deepEqual(position, { x: 50, y: 0 });
  assert.ok((box.right - box.left) * scale <= 800);
});

test("one place, or none, is fitted without being blown up", () => {
  for (const places of [[{ x: 7, y: 7 }], []]) {
    const { position, scale } = fitting(bounds(places), 800, 600);
    assert.ok(Number.isFinite(position.x) && scale > 0 && scale <= 6);
  }
});

test("a lasso holds what lies within its bends and not between them", () => {
  const u = [[0, 0], [9, 0], [9, 9], [6, 9], [6, 3], [3, 3], [3, 9], [0, 9]].map(([x, y]) => ({ x, y }));
  const inside = (x, y) => isInside({ x, y }, u);
  assert.deepEqual([inside(1, 8), inside(8, 8), inside(4, 1)], [true, true, true]);
  assert.deepEqual([inside(4.5, 8), inside(-1, 1), inside(10, 1)], [false, false, false]);
});
