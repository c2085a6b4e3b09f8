import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { address } from "../../webapp/static/js/peta/state.js";

beforeEach(() => {
  globalThis.location = new URL("http://127.0.0.1/peta?mode=jejaring&pin=35.13+1+2&pin=35.74+3+4");
});

test("what is not changed stays, repeated or not", () => {
  assert.equal(address("/x", { per: "2019-12-31" }), "/x?mode=jejaring&pin=35.13+1+2&pin=35.74+3+4&per=2019-12-31");
});

test("lists are repeated, and empty values leave the address", () => {
  assert.equal(address("/x", { mode: null, pin: [], per: "", urusan: ["a", "b"] }), "/x?urusan=a&urusan=b");
});

test("hostile values are encoded", () => {
  const changed = address("/x", { mode: null, pin: null, pilih: '"><script>&x=1#' });
  assert.equal(new URL(changed, "http://h").searchParams.get("pilih"), '"><script>&x=1#');
  assert.ok(!/[<>"#]/.test(changed));
});
