import assert from "node:assert/strict";
import { test } from "node:test";
import { changes } from "../../webapp/static/js/peta/changes.js";
import { next } from "../../webapp/static/js/peta/layer.js";
import { between, ease, origins } from "../../webapp/static/js/peta/motion.js";

const place = (x, y) => ({ x, y });
const byId = (...rows) => new Map(rows.map((row) => [row.id, row]));

test("a glide begins at the old place and ends at the new one", () => {
  assert.deepEqual([ease(0), ease(0.5), ease(1)], [0, 0.5, 1]);
  assert.deepEqual(between(place(0, 10), place(10, 0), 1), place(10, 0));
});

test("who is new comes out of a neighbour that was there, or stands at once", () => {
  const before = new Map([["a", place(1, 1)]]);
  const after = new Map([["a", place(5, 5)], ["b", place(9, 9)], ["c", place(0, 0)]]);
  const from = origins(before, after, [{ from: "b", to: "a" }, { from: "b", to: "c" }]);
  assert.deepEqual([...from], [["a", place(1, 1)], ["b", place(1, 1)]]);
});

test("a link appears and ends; a border does so by its status", () => {
  const line = (id, status) => ({ id, status, from: id[0], to: id[2] });
  const before = byId(line("x~y"), line("1-2", "none"), line("1-3", "running"));
  const after = byId(line("x~z"), line("1-2", "running"), line("1-3", "lapsed"));
  const { appeared, ended } = changes(before, after);
  assert.deepEqual(appeared, ["x~z", "1-2"]);
  assert.deepEqual(ended, [["x", "y"], ["1", "3"]]);
});

test("a portion of lines grows where it was quick and shrinks where it was slow", () => {
  assert.equal(next(100_000, 10), 200_000);
  assert.equal(next(100_000, 80), 50_000);
  assert.equal(next(100_000, 10_000), 20_000);
});
