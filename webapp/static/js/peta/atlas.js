// The picture and what can be asked of it: its content, its places, what is selected.
import { Areas } from "./areas.js";
import { changes } from "./changes.js";
import { loadCoastline } from "./coastline.js";
import { bindDragging } from "./dragging.js";
import { bounds, isInside, isWithin } from "./geometry.js";
import { Ground } from "./grid.js";
import { between, glide, mayGlide, origins } from "./motion.js";
import { Painter } from "./painter.js";
import { growth, radius } from "./signs.js";
import { onThemeChange, readTheme } from "./theme.js";
import { Viewport } from "./viewport.js";

/** Two corners of the country, for a map on which nothing stands yet. @type {Place[]} */
const COUNTRY = [{ x: -2300, y: -600 }, { x: 2300, y: 1100 }];
const NEAR = 12; // times the scale of all: as near as some are shown by themselves
const LEAST_IN_SIGHT = 0.1; // of the nodes: with fewer the new picture is fitted

/** @param {{id: string}[]} rows */
const byId = (rows) => /** @type {Map<string, any>} */ (new Map(rows.map((row) => [row.id, row])));

/** @typedef {Map<string, Place> | [string, Place][]} Pins */

export class Atlas {
  /**
   * @param {HTMLElement} box
   * @param {Picture} picture
   * @param {object} [settings]
   * @param {boolean} [settings.still] nothing can be dragged or zoomed
   * @param {View | null} [settings.view]
   * @param {Pins} [settings.pins]
   * @param {() => number} [settings.covered] pixels at the right that something else lies over
   */
  constructor(box, picture, { still = false, view = null, pins = [], covered = () => 0 } = {}) {
    this.box = box;
    this.theme = readTheme();
    this.visible = (/** @type {MapEdge} */ _edge) => true;
    /** @type {Set<string>} */
    this.selected = new Set();
    /** @type {Set<string>} */
    this.appeared = new Set();
    /** @type {import("./marks.js").MarkKind} */
    this.appearedAs = "appeared";
    /** @type {[Place, Place][]} */
    this.ended = [];
    /** @type {import("./coastline.js").Coast | null} */
    this.coast = null;
    /** @type {Areas | null} */
    this.areas = null;
    this.frozen = false;
    /** @type {Map<string, Place>} */
    this.pins = new Map(pins);
    this.take(picture);
    this.painter = new Painter(this);
    this.viewport = new Viewport(box, picture.options, {
      still,
      covered,
      draw: (context) => this.painter.draw(context),
      changed: () => this.tellView(this.view()),
    });
    this.viewport.places = this.corners();
    const target = this.viewport.target();
    this.viewport.look(view ?? target);
    this.viewport.moved = Boolean(view);
    if (!still) this.bindNodes();
    onThemeChange(() => {
      this.theme = readTheme();
      this.redraw();
    });
    this.settled = Promise.resolve();
    this.ready = this.start();
  }

  get network() {
    return this.viewport.network;
  }

  get covered() {
    return this.viewport.covered;
  }

  /** Take nodes, edges and places over from the server's answer. @param {Picture} picture */
  take(picture) {
    this.picture = picture;
    /** @type {Map<string, MapNode>} */
    this.nodes = byId(picture.nodes);
    /** @type {Map<string, MapEdge>} */
    this.edges = byId(picture.edges);
    for (const node of this.nodes.values()) node.name = node.label;
    const { nodes = [], edges = [] } = picture.path ?? {};
    this.path = { nodes, edges };
    this.widest = Math.max(0, ...picture.nodes.map(({ size }) => size));
    /** So many lines that drawing them takes longer than a frame. */
    this.manyLines = Boolean(picture.options?.interaction?.hideEdgesOnDrag);
    this.place();
  }

  /** Put every node where the picture or a pin says. */
  place() {
    /** @type {Map<string, Place>} */
    this.places = new Map();
    for (const { id, x, y } of this.nodes.values()) this.places.set(id, this.pins.get(id) ?? { x, y });
    /** Where nodes are drawn, which is on the way while they glide. */
    this.drawn = this.places;
    this.ground = null;
  }

  /** Resolve when everything, the land too, has been drawn once. */
  async start() {
    await this.fetchShapes();
    await new Promise((resolve) => {
      this.network.once("afterDrawing", resolve);
      this.network.redraw();
    });
  }

  /** Fetch the land, and the regions' boundaries where there are any. */
  async fetchShapes() {
    const { picture } = this;
    const [coast, areas] = await Promise.all([
      picture.projection && !this.coast ? loadCoastline(picture.projection) : this.coast,
      Areas.of(picture),
    ]);
    if (picture !== this.picture) return;
    const isNew = areas !== this.areas;
    this.coast = coast;
    this.areas = areas;
    if (areas && isNew) {
      this.painter.sort();
      this.viewport.places = this.corners();
      if (!this.viewport.moved) this.viewport.look(this.viewport.target());
    } else if (picture.boundaries && !areas) this.box.dispatchEvent(new CustomEvent("boundaries-missing"));
  }

  /** Give what the view of all must hold: every node, and the outline of every region. */
  corners() {
    const corners = [...this.places.values()];
    if (!corners.length && this.picture.projection) return COUNTRY;
    for (const id of this.areas ? this.nodes.keys() : []) corners.push(...this.areas.corners(id));
    return corners;
  }

  // ---------------------------------------------------------------- drawing

  redraw() {
    this.painter.forget();
    this.viewport.redraw();
  }

  /** Draw everything in this moment: the glide's end, and every line. */
  complete() {
    this.arrive?.();
    this.painter.finish();
  }

  /** @param {MapEdge} edge */
  isShown(edge) {
    return this.visible(edge) && this.nodes.has(edge.from) && this.nodes.has(edge.to);
  }

  isMoving() {
    return this.viewport.busy || this.drawn !== this.places || this.dragged;
  }

  /** Give the lines of borders that say something, which names must not cover. */
  tellingEdges() {
    return [...this.edges.values()].filter(
      (edge) => edge.status && edge.status !== "unknown" && this.isShown(edge),
    );
  }

  /** Give the place of the buttons over the map, under which a name could not be read. */
  tools() {
    return [...this.box.parentElement.querySelectorAll(".tools")].map((tools) => ({
      left: tools.offsetLeft - this.box.offsetLeft,
      top: tools.offsetTop - this.box.offsetTop,
      right: tools.offsetLeft - this.box.offsetLeft + tools.offsetWidth,
      bottom: tools.offsetTop - this.box.offsetTop + tools.offsetHeight,
    }));
  }

  /** Show only the edges for which `visible` holds. @param {(edge: MapEdge) => boolean} visible */
  filter(visible) {
    this.visible = visible;
    this.redraw();
  }

  /** Mark what is selected. @param {string | string[] | null} ids */
  select(ids) {
    this.selected = new Set([ids].flat().filter(Boolean));
    this.box.dispatchEvent(new CustomEvent("selection-changed", { detail: this.selected }));
    this.redraw();
  }

  /** Mark these as what came, or what went, between two dates. @param {string[]} ids @param {import("./marks.js").MarkKind} kind */
  markChanged(ids, kind) {
    this.appeared = new Set(ids);
    this.appearedAs = kind;
    this.redraw();
  }

  // ---------------------------------------------------------------- view

  view() {
    return this.viewport.view();
  }

  /** Go to a view; null is that of all. @param {(Place & {scale: number}) | null} view */
  look(view) {
    if (view) {
      this.viewport.moved = true;
      this.viewport.look({ position: { x: view.x, y: view.y }, scale: view.scale });
    } else {
      this.viewport.fit();
    }
    this.redraw();
  }

  fit() {
    this.look(null);
    this.tellView(null);
  }

  /** @param {number} factor */
  zoom(factor) {
    this.viewport.zoom(factor);
    this.redraw();
  }

  /** @param {number} dx pixels @param {number} dy */
  pan(dx, dy) {
    this.viewport.pan(dx, dy);
    this.redraw();
  }

  /** Bring a node or an edge into the middle, near enough to be seen. @param {string} id */
  focus(id) {
    const position = this.middle(id);
    if (!position) return;
    const scale = Math.max(this.viewport.scale, 4 * this.viewport.fitted);
    this.look({ ...position, scale });
    this.viewport.notice();
  }

  /** Show all of these nodes, as near as they allow. @param {string[]} ids */
  focusAll(ids) {
    const places = ids.map((id) => this.places.get(id)).filter(Boolean);
    if (!places.length) return;
    const { position, scale } = this.viewport.targetOf(places);
    this.look({ ...position, scale: Math.min(scale, NEAR * this.viewport.fitted) });
    this.viewport.notice();
  }

  /** Give which share of the nodes is in sight. */
  inSight() {
    const { x, y, scale } = this.view();
    const [across, down] = [this.box.clientWidth / 2 / scale, this.box.clientHeight / 2 / scale];
    const seen = { left: x - across, right: x + across, top: y - down, bottom: y + down };
    const places = [...this.places.values()];
    return places.filter((place) => isWithin(place, seen)).length / (places.length || 1);
  }

  /** Move the picture just so far that what is chosen is not under the details. @param {string} id */
  reveal(id) {
    const place = this.middle(id);
    if (!place || !this.covered()) return;
    const over = this.network.canvasToDOM(place).x - (this.box.clientWidth - this.covered() - 40);
    if (over <= 0) return;
    const { x, y } = this.viewport.middle;
    this.viewport.look({ position: { x: x + over / this.viewport.scale, y } });
    this.redraw();
  }

  /** @param {string} id @returns {Place | null} */
  middle(id) {
    if (this.places.has(id)) return this.places.get(id);
    const edge = this.edges.get(id);
    const [a, b] = [this.places.get(edge?.from), this.places.get(edge?.to)];
    return a && b ? between(a, b, 0.5) : null;
  }

  /** Give where a node or an edge is, in pixels of the box. @param {string} id */
  spotOf(id) {
    const place = this.middle(id);
    return place && this.network.canvasToDOM(place);
  }

  /** @param {(Place & {scale: number}) | null} detail */
  tellView(detail) {
    this.box.dispatchEvent(new CustomEvent("view-changed", { detail }));
  }

  // ---------------------------------------------------------------- pointing

  /** Give what is at a point of the page's picture, in pixels. @param {Place} point @returns {Found | null} */
  at(point) {
    const place = this.network.DOMtoCanvas(point);
    const { scale, fitted } = this.viewport;
    const areas = this.areas?.at(place, scale, (id) => {
      const edge = this.edges.get(id);
      return edge ? this.isShown(edge) : this.nodes.has(id);
    });
    if (areas) return areas;
    this.ground ??= new Ground(this.nodes.values(), this.edges.values(), this.places, bounds(this.places.values()));
    const reach = (/** @type {MapNode} */ node) => radius(node, scale, fitted);
    const isShown = (/** @type {MapEdge} */ edge) => this.isShown(edge) && !this.areas?.hasLine(edge.id);
    return this.ground.pick(place, scale, reach, this.widest * growth(scale, fitted, 1.8), isShown);
  }

  /** Give the nodes within an outline in pixels of the box. @param {Place[]} outline @returns {string[]} */
  boxNodes(outline) {
    const corners = outline.map((corner) => this.network.DOMtoCanvas(corner));
    const around = bounds(corners);
    return [...this.places]
      .filter(([, place]) => isWithin(place, around) && isInside(place, corners))
      .map(([id]) => id);
  }

  /** Neither the view nor nodes are dragged while frozen. @param {boolean} on */
  freeze(on) {
    this.frozen = on;
    this.viewport.hold(on);
  }

  bindNodes() {
    this.dragged = false;
    bindDragging(this.box, {
      take: (point) => {
        const { node } = this.frozen ? {} : this.at(point) ?? {};
        if (!node || this.areas?.has(node)) return [];
        return this.selected.has(node) ? [...this.selected].filter((id) => this.nodes.has(id)) : [node];
      },
      isSelected: (id) => this.selected.has(id),
      hold: (on) => this.viewport.hold(on || this.frozen),
      move: (ids, dx, dy) => this.shift(ids, dx / this.viewport.scale, dy / this.viewport.scale),
      drop: (ids) => this.pin(ids),
    });
  }

  /** @param {string[]} ids @param {number} dx map units @param {number} dy */
  shift(ids, dx, dy) {
    this.arrive?.();
    this.dragged = true;
    for (const id of ids) {
      const { x, y } = this.places.get(id);
      this.places.set(id, { x: x + dx, y: y + dy });
    }
    this.viewport.redraw();
  }

  /** Keep these where they are now. @param {string[]} ids */
  pin(ids) {
    this.dragged = false;
    this.ground = null;
    for (const id of ids) this.pins.set(id, this.places.get(id));
    this.redraw();
    this.box.dispatchEvent(new CustomEvent("pins-changed", { detail: this.pins }));
  }

  /** Take other pins, as when a step is undone. @param {Pins} pins */
  setPins(pins) {
    this.arrive?.();
    this.pins = new Map(pins);
    this.place();
    this.viewport.places = this.corners();
    this.redraw();
  }

  // ---------------------------------------------------------------- content

  /**
   * Put new content in the place of the old; with `compare`, mark and count what changed.
   * @param {Picture} picture
   * @param {{animate?: boolean, compare?: boolean}} [how]
   */
  load(picture, { animate = true, compare = false } = {}) {
    this.arrive?.();
    const before = { edges: this.edges, places: this.places, picture: this.picture };
    this.take(picture);
    this.ended = [];
    this.appeared = new Set();
    this.appearedAs = "appeared";
    const told = compare ? this.compare(before) : { appeared: 0, ended: 0 };
    if (picture.boundaries !== before.picture.boundaries) this.areas = null;
    this.painter.sort();
    this.fetchShapes().then(() => this.redraw());
    this.viewport.places = this.corners();
    const from = this.view();
    const to = this.newView(before.picture);
    this.settled = new Promise((resolve) => {
      if (animate && mayGlide(this.nodes.size)) this.glideFrom(before.places, from, to, resolve);
      else this.stand(to, resolve);
    });
    return told;
  }

  /** @param {{edges: Map<string, MapEdge>, places: Map<string, Place>}} before */
  compare(before) {
    const { appeared, ended } = this.picture.since ?? changes(before.edges, this.edges);
    this.appeared = new Set(appeared);
    const placeOf = (/** @type {string} */ id) => this.places.get(id) ?? before.places.get(id);
    /** @type {[Place, Place][]} */
    const lines = ended.map(([from, to]) => [placeOf(from), placeOf(to)]);
    this.ended = lines.filter(([a, b]) => a && b);
    return { appeared: appeared.length, ended: ended.length };
  }

  /** Give the view of new content: the reader's own, unless little would be seen in it. @param {Picture} before */
  newView(before) {
    const target = this.viewport.target();
    if (!this.viewport.moved) return target;
    const inSight = this.inSight() * this.places.size;
    const isOther = before.layout !== this.picture.layout;
    if (!isOther && inSight >= LEAST_IN_SIGHT * Math.min(20, this.places.size)) return null;
    this.viewport.moved = false;
    this.tellView(null);
    return target;
  }

  /** @param {View | null} view @param {(value?: any) => void} done */
  stand(view, done) {
    if (view) this.viewport.look(view);
    this.redraw();
    done();
  }

  /**
   * @param {Map<string, Place>} before
   * @param {Place & {scale: number}} from
   * @param {View | null} to
   * @param {(value?: any) => void} done
   */
  glideFrom(before, from, to, done) {
    const start = origins(before, this.places, this.edges.values());
    const isSame = [...start].every(([id, { x, y }]) => {
      const place = this.places.get(id);
      return place.x === x && place.y === y;
    });
    const isSameView = !to
      || (Math.abs(to.scale / from.scale - 1) < 1e-3 && Math.abs(to.position.x - from.x) * to.scale < 1);
    if (isSame && isSameView) {
      this.stand(to, done);
      return;
    }
    const { moved } = this.viewport;
    this.painter.forget();
    this.drawn = new Map(this.places);
    this.arrive = glide((t) => {
      for (const [id, place] of start) this.drawn.set(id, between(place, this.places.get(id), t));
      // Who takes hold of the view meanwhile keeps it.
      if (to && this.viewport.moved === moved) {
        const scale = from.scale * (to.scale / from.scale) ** t;
        this.viewport.look({ position: between(from, to.position, t), scale });
      }
      this.viewport.redraw();
    }, () => {
      this.arrive = null;
      this.drawn = this.places;
      this.redraw();
      done();
    });
  }
}
