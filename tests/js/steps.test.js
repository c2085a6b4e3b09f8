import assert from "node:assert/strict";
import { test } from "node:test";
import { changed, excluding, including, pictured } from "../../webapp/static/js/peta/state.js";
import { standing } from "../../webapp/static/js/peta/steps.js";
import { pauseAfter } from "../../webapp/static/js/peta/sync.js";

const CASES = [
  ["a first visit begins at nought", null, null, "navigate", false, ["new", 0, 0]],
  ["a link from the map goes on", null, ["old", 3, 5], "navigate", true, ["old", 4, 4]],
  ["an address typed begins anew", null, ["old", 3, 5], "navigate", false, ["new", 0, 0]],
  ["a reload keeps what can be redone", ["old", 3], ["old", 3, 5], "reload", false, ["old", 3, 5]],
  ["coming back from elsewhere does not", ["old", 3], ["old", 3, 5], "back_forward", false, ["old", 3, 3]],
  ["going back from a later step does", ["old", 3], ["old", 4, 4], "back_forward", false, ["old", 3, 4]],
  ["another chain is not mixed in", ["old", 2], ["other", 7, 9], "reload", false, ["old", 2, 2]],
];

for (const [name, state, stored, type, fromMap, wanted] of CASES) {
  test(name, () => {
    const entry = state && { chain: state[0], step: state[1] };
    const last = stored && { chain: stored[0], step: stored[1], newest: stored[2] };
    const { chain, step, newest } = standing(entry, last, { type, fromMap, chain: "new" });
    assert.deepEqual([chain, step, newest], wanted);
  });
}

test("changes replace, repeat and take away", () => {
  const before = new URLSearchParams("mode=jejaring&perluas=a&perluas=b&umur=3");
  const after = changed(before, { perluas: ["c", "d"], umur: null, derajat: 0, tata: "" });
  assert.equal(after.toString(), "mode=jejaring&perluas=c&perluas=d&derajat=0");
});

test("a picture does not depend on view, pins, selection or order", () => {
  const [one, other] = ["per=2019-06-01&mode=batas&pandang=1,2,3", "mode=batas&pin=a 1 2&pilih=a&per=2019-06-01"]
    .map((text) => pictured(new URLSearchParams(text)));
  assert.equal(one, other);
  assert.notEqual(one, pictured(new URLSearchParams("mode=batas")));
});

test("values are put in once and taken out", () => {
  const values = new URLSearchParams("tambah=a&tambah=b");
  assert.deepEqual(including(values, "tambah", ["b", "c"]), ["a", "b", "c"]);
  assert.deepEqual(excluding(values, "tambah", ["a"]), ["b"]);
});

test("pauses grow, up to a minute", () => {
  assert.deepEqual([1, 2, 3, 5, 6, 40].map(pauseAfter), [2, 4, 8, 32, 60, 60]);
});
