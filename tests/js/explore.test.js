import assert from "node:assert/strict";
import { test } from "node:test";
import { collapsing, leavesOf } from "../../webapp/static/js/peta/collapse.js";
import { changesAsked, onlyOther } from "../../webapp/static/js/peta/filters.js";
import { bringingBack, puttingOn } from "../../webapp/static/js/peta/found.js";
import { KEYS, meaning } from "../../webapp/static/js/peta/keys.js";
import { isWide } from "../../webapp/static/js/peta/lasso.js";
import { changesOf } from "../../webapp/static/js/peta/links.js";
import { placed, stepped } from "../../webapp/static/js/peta/menu.js";
import { edgeAddress } from "../../webapp/static/js/peta/small.js";
import { nearest, nearestToward } from "../../webapp/static/js/peta/toward.js";
import { readPin, writePins } from "../../webapp/static/js/peta/view.js";

const asked = (text) => new URLSearchParams(text);
/** The bank is tied to two, the hospital to one; an agreement stands between a and b. */
const EDGES = [
  ["35.15", "bank"], ["35.78", "bank"], ["35.15", "rsud"],
  ["35.15", "kesepakatan:k1"], ["35.78", "kesepakatan:k1"],
].map(([from, to]) => ({ id: `${from}~${to}`, from, to }));

const COLLAPSES = [
  ["what was expanded", "35.15", "perluas=35.15&perluas=35.15+opd&perluas=35.151", { perluas: ["35.151"] }],
  ["the line that was fanned out", "35.15~35.78", "urai=35.15~35.78", { urai: [] }],
  ["the line of an agreement", "kesepakatan:k1", "urai=35.15~35.78&urai=a~b", { urai: ["a~b"] }],
  ["the nearest opened cluster", "35.15.01", "buka=kelompok:35&buka=kelompok:35.15", { buka: ["kelompok:35"] }],
  ["its own leaves", "35.15", "sembunyi=x", { sembunyi: ["x", "rsud"] }],
  ["nothing", "rsud", "buka=kelompok:3", null],
];
for (const [name, id, values, wanted] of COLLAPSES) {
  test(`collapsing takes back ${name}`, () => {
    assert.deepEqual(collapsing(id, asked(values), EDGES), wanted);
  });
}

test("leaves hang on one node alone", () => {
  assert.deepEqual(leavesOf("35.15", EDGES), ["rsud"]);
  assert.deepEqual(leavesOf("elsewhere", EDGES), []);
});

test("a legend with everything ticked says nothing, with nothing that it is so", () => {
  const legend = (values) => ({ name: "status", values, all: 3 });
  assert.deepEqual(changesAsked([legend(["a", "b", "c"])]), { status: null });
  assert.deepEqual(changesAsked([legend([])]), { status: "tidak-ada" });
  assert.deepEqual(changesAsked([legend(["a"])]), { status: ["a"] });
  assert.deepEqual(changesAsked([{ name: "skema", values: [], all: null }]), { skema: [] });
});

test("only what differs from what was written is asked", () => {
  assert.deepEqual(onlyOther({ per: ["2019"], umur: [] }, { per: ["2018"], umur: [] }), { per: ["2019"] });
});

test("a link keeps the view of now, not of when it was written", () => {
  const changes = changesOf(asked("mode=batas&pandang=1"), asked("mode=batas&pandang=1"), asked("mode=batas&pandang=2&status=a"));
  assert.deepEqual(changes, { mode: ["batas"], status: [] });
});

const MEANINGS = [
  [{ key: "z", shiftKey: false }, false, "undo"],
  [{ key: "Z", shiftKey: true }, false, "redo"],
  [{ key: "+", shiftKey: true }, false, "zoomIn"],
  [{ key: "ArrowUp", shiftKey: false }, true, "move"],
  [{ key: "ArrowUp", shiftKey: true }, true, "pan"],
  [{ key: "ArrowUp", shiftKey: false }, false, undefined],
  [{ key: "Enter", shiftKey: false }, false, undefined],
  [{ key: "q", shiftKey: false }, true, undefined],
];
for (const [event, isOnMap, act] of MEANINGS) {
  test(`${event.key} means ${act}${isOnMap ? " on the map" : ""}`, () => {
    assert.equal(meaning(event, isOnMap)?.act, act);
  });
}

test("no key means two things", () => {
  const caps = KEYS.flatMap(({ keys = [], shift }) => keys.flatMap((key) =>
    (shift === undefined ? [false, true] : [shift]).map((held) => `${held} ${key}`)));
  assert.equal(new Set(caps).size, caps.length);
});

test("the arrows find the nearest in their quarter", () => {
  const places = Object.entries({ near: { x: 5, y: 4 }, straight: { x: 8, y: 0 }, above: { x: 1, y: -9 } });
  assert.equal(nearestToward({ x: 0, y: 0 }, [1, 0], places), "straight");
  assert.equal(nearestToward({ x: 0, y: 0 }, [0, -1], places), "above");
  assert.equal(nearestToward({ x: 0, y: 0 }, [-1, 0], places), null);
  assert.equal(nearest({ x: 5, y: 5 }, places), "near");
});

test("a menu stays within its box", () => {
  const [menu, box] = [{ width: 100, height: 80 }, { width: 300, height: 200 }];
  assert.deepEqual(placed({ x: 10, y: 10 }, menu, box), { x: 16, y: 10 });
  assert.deepEqual(placed({ x: 290, y: 190 }, menu, box), { x: 184, y: 114 });
  assert.deepEqual(placed({ x: 50, y: -40 }, menu, { width: 120, height: 60 }), { x: 6, y: 6 });
});

test("arrows walk a menu in a ring", () => {
  assert.deepEqual(
    [["ArrowDown", 2, 3], ["ArrowUp", 0, 3], ["End", 0, 3], ["Home", 2, 3], ["x", 1, 3]].map((row) => stepped(...row)),
    [0, 2, 2, 0, null],
  );
});

test("pins are read as they are written, ids with spaces too, and half of one is none", () => {
  const [text] = writePins([["bank sumut", { x: 1.25, y: -3 }]]);
  assert.deepEqual(readPin(text), ["bank sumut", { x: 1.3, y: -3 }]);
  assert.equal(readPin("bank 1"), null);
  assert.equal(readPin("<b> 1 -"), null);
});

test("a lasso lies round something", () => {
  const line = (...xs) => xs.map((x) => ({ x, y: 0 }));
  assert.equal(isWide(line(0, 1, 2)), false);
  assert.equal(isWide(line(0, 50)), false);
  assert.equal(isWide(line(0, 6, 13)), true);
});

test("what is found and hidden comes back", () => {
  const values = asked("sembunyi=a&sembunyi=b&tambah=c");
  assert.deepEqual(puttingOn("a", { isThere: false, values }), { tambah: ["c", "a"], sembunyi: ["b"] });
  // What is drawn by itself is kept too, so that no filter takes it away again.
  assert.deepEqual(puttingOn("a", { isThere: true, values }), { tambah: ["c", "a"], sembunyi: ["b"] });
  assert.deepEqual(puttingOn("c", { isThere: true, values }), {});
  assert.deepEqual(bringingBack("35.15", { isThere: false, values }), { provinsi: null, sembunyi: ["a", "b"] });
  assert.equal(bringingBack("bank", { isThere: false, values }), null);
});

test("lines lead to their agreements, pairs to their page", () => {
  assert.equal(edgeAddress("35.15~bank sumut"), "/kesepakatan?pelaku=35.15&dengan=bank%20sumut");
  assert.equal(edgeAddress("35.13-35.74"), "/kesenjangan/35.13-35.74");
});
