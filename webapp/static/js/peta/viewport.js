// What is seen of the map. vis-network holds the view and hears the gestures; it has no nodes and
// edges of its own, since our modules draw them many at a stroke.
import { bounds, fitting } from "./geometry.js";

const FARTHEST = 5; // times smaller than all at once
const NEAREST = 400; // times larger
const LEAVING = 250; // milliseconds without a turn of the wheel until zooming is over

export class Viewport {
  /**
   * @param {HTMLElement} box
   * @param {VisOptions} given
   * @param {object} hands
   * @param {boolean} hands.still
   * @param {() => number} hands.covered pixels at the right that something else lies over
   * @param {(context: CanvasRenderingContext2D) => void} hands.draw
   * @param {() => void} hands.changed the reader moved the view
   */
  constructor(box, given, { still, covered, draw, changed }) {
    this.box = box;
    this.covered = covered;
    this.changed = changed;
    this.fitted = 1;
    this.moved = false; // by the reader, so that it is not fitted by itself
    this.busy = false; // while it is dragged or zoomed
    /** @type {Place[]} */
    this.places = [];
    /** @type {View | null} */
    this.last = null; // as the reader left it: a box of another size shows it as large
    const options = structuredClone(given);
    options.interaction = { ...options.interaction, dragNodes: false, hideEdgesOnDrag: false };
    if (still) Object.assign(options.interaction, { dragView: false, zoomView: false });
    /** @type {number | null} */
    this.waiting = null;
    this.network = new vis.Network(box, { nodes: [], edges: [] }, options);
    this.network.on("beforeDrawing", draw);
    this.listen();
  }

  listen() {
    let leaving = 0;
    const rest = () => {
      this.busy = false;
      this.redraw();
    };
    this.network.on("zoom", () => {
      clearTimeout(leaving);
      this.busy = true;
      leaving = setTimeout(rest, LEAVING);
      this.keepScale();
      this.notice();
    });
    this.network.on("dragStart", () => {
      this.busy = true;
    });
    this.network.on("dragEnd", () => {
      rest();
      this.notice();
    });
    // After vis-network has stretched the view with the box, as it does once it has told of it.
    this.network.on("resize", () => queueMicrotask(() => {
      this.look(this.moved && this.last ? this.last : this.target());
    }));
  }

  get scale() {
    return this.network.getScale();
  }

  get middle() {
    return this.network.getViewPosition();
  }

  /** @returns {Place & {scale: number}} */
  view() {
    return { ...this.middle, scale: this.scale };
  }

  /** Draw anew in the next frame, once however often it is asked for. */
  redraw() {
    if (this.waiting) return;
    this.waiting = requestAnimationFrame(() => {
      this.waiting = null;
      this.network.redraw();
    });
  }

  /** Give position and scale at which all places are seen. @returns {View} */
  target() {
    const target = this.targetOf(this.places);
    this.fitted = target.scale;
    return target;
  }

  /** Give position and scale at which some places are seen. @param {Place[]} places @returns {View} */
  targetOf(places) {
    const { clientWidth, clientHeight } = this.box;
    const covered = this.covered();
    const target = fitting(bounds(places), (clientWidth || 600) - covered, clientHeight || 400);
    target.position.x += covered / 2 / target.scale;
    return target;
  }

  /** @param {VisView} view */
  look(view) {
    this.network.moveTo(view);
    this.remember();
  }

  remember() {
    this.last = { position: this.middle, scale: this.scale };
  }

  fit() {
    this.moved = false;
    this.look(this.target());
  }

  /** @param {number} factor */
  zoom(factor) {
    this.look({ scale: this.scale * factor });
    this.keepScale();
    this.notice();
  }

  /** @param {number} dx pixels @param {number} dy */
  pan(dx, dy) {
    const { x, y } = this.middle;
    this.look({ position: { x: x - dx / this.scale, y: y - dy / this.scale } });
    this.notice();
  }

  keepScale() {
    const kept = Math.min(Math.max(this.scale, this.fitted / FARTHEST), this.fitted * NEAREST);
    if (kept !== this.scale) this.look({ scale: kept });
  }

  notice() {
    this.moved = true;
    this.remember();
    this.changed();
  }

  /** Whether the reader's gestures move the view. @param {boolean} on */
  hold(on) {
    this.network.setOptions({ interaction: { dragView: !on, zoomView: !on } });
  }
}
