// Many lines take longer than a frame: they are drawn by portions on a canvas of their own.
import { strokes } from "./lines.js";

const FIRST = 100_000; // pixels of line in the first portion; how long it took tells the next
const AIM = 40; // milliseconds a portion
const LEAST = 20_000;

export class LineLayer {
  constructor() {
    this.canvas = document.createElement("canvas");
    /** @type {Generator<void, void, void> | null} */
    this.work = null;
    this.stand = "";
    this.portion = FIRST;
  }

  /** What is on it is no longer so. */
  clear() {
    this.stand = "";
    this.work = null;
  }

  /**
   * Draw what is ready of the lines, after one portion more; tell whether some are missing.
   * @param {CanvasRenderingContext2D} context in map units
   * @param {MapEdge[][]} groups
   * @param {import("./signs.js").Sight} sight
   * @param {(edge: MapEdge) => boolean} isShown
   * @param {boolean} atOnce
   */
  draw(context, groups, sight, isShown, atOnce) {
    const { width, height } = context.canvas;
    const stand = [width, height, sight.scale, sight.middle.x, sight.middle.y].join();
    if (stand !== this.stand) {
      this.stand = stand;
      Object.assign(this.canvas, { width, height }); // which also empties it
      const layer = this.canvas.getContext("2d");
      layer.setTransform(context.getTransform());
      this.work = strokes(layer, groups, sight, isShown, () => this.portion);
    }
    const start = performance.now();
    if (this.work?.next().done) this.work = null;
    while (atOnce && this.work) if (this.work.next().done) this.work = null;
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.drawImage(this.canvas, 0, 0);
    context.restore();
    if (this.work) this.portion = next(this.portion, performance.now() - start);
    return this.work !== null;
  }
}

/**
 * Give how much to draw in the next portion, by how long the last one took.
 * @param {number} portion
 * @param {number} took milliseconds
 */
export function next(portion, took) {
  return Math.max(LEAST, portion * Math.min(2, AIM / Math.max(took, 1)));
}
