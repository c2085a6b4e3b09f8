import assert from "node:assert/strict";
import { test } from "node:test";
import { sides } from "../../webapp/static/js/peta/compare.js";
import { heights } from "../../webapp/static/js/peta/histogram.js";
import { dateWords, lastDay } from "../../webapp/static/js/peta/timeline.js";

test("a year is shown as of its last day, the present one as of today", () => {
  const today = new Date(2024, 4, 7, 23, 30);
  assert.equal(lastDay(2019, today), "2019-12-31");
  assert.equal(lastDay(2024, today), "2024-05-07");
});

test("a date is told by its year only where the year is over", () => {
  assert.equal(dateWords("2019-12-31", "id"), "2019");
  assert.equal(dateWords("2019-06-01", "id"), "1 Jun 2019");
  assert.equal(dateWords("2019-06-01", "en"), "Jun 1, 2019");
});

test("bars fill their room, and the least is still seen", () => {
  assert.deepEqual(heights([0, 1, 1_000], 24), [0, 1, 24]);
  assert.deepEqual(heights([0, 0], 24), [0, 0]);
});

test("what came is marked on the newer map, what went on the older, whichever is first", () => {
  const other = { date: "2017-12-31", appeared: ["a"], ended: ["b"] };
  const newer = sides("2019-06-01", other);
  assert.deepEqual([newer.first.kind, newer.second.kind], ["appeared", "ended"]);
  assert.deepEqual([newer.first.ids, newer.second.ids], [["a"], ["b"]]);
  const older = sides("2015-12-31", other);
  assert.deepEqual([older.first.kind, older.second.kind], ["ended", "appeared"]);
});
