// The picture: vis-network with positions from the server, our signs, names and marks.
import { drawCoastline, loadCoastline } from "./coastline.js";
import { bounds, boxesAlong, fitting, pick } from "./geometry.js";
import { drawLabels } from "./labels.js";
import { drawGhost, drawMark } from "./marks.js";
import { edgeStyle, needRestyle, nodeStyle, radius } from "./signs.js";
import { onThemeChange, readTheme } from "./theme.js";

const byId = (rows) => new Map(rows.map((row) => [row.id, row]));

export class Atlas {
  constructor(box, data, { still = false, view = null, pins = [], covered = () => 0 } = {}) {
    this.box = box;
    this.covered = covered; // pixels at the right that something else lies over
    this.theme = readTheme();
    this.visible = () => true;
    this.selected = null;
    this.path = [];
    this.appeared = new Set();
    this.ended = [];
    this.coast = null;
    this.moved = Boolean(view);
    this.pins = new Map(pins);
    this.take(data);
    this.fitted = this.target().scale;
    this.scale = view?.scale ?? this.fitted;
    this.open(data, still);
    this.network.moveTo(view ?? this.target());
    onThemeChange(() => {
      this.theme = readTheme();
      this.restyle();
    });
    this.ready = this.start(data);
  }

  /** Take nodes, edges and places over from the server's answer. */
  take(data) {
    this.nodes = byId(data.nodes);
    this.edges = byId(data.edges);
    for (const node of this.nodes.values()) node.name = node.label;
    this.places = new Map(data.nodes.map(({ id, x, y }) => [id, this.pins.get(id) ?? { x, y }]));
    this.ranked = [...this.nodes.values()].sort((a, b) => b.rank - a.rank);
    this.path = data.path ?? [];
  }

  open(data, still) {
    this.nodeSet = new vis.DataSet(this.styledNodes());
    this.edgeSet = new vis.DataSet(this.styledEdges());
    const options = structuredClone(data.options);
    if (still) {
      Object.assign(options.interaction, { dragNodes: false, dragView: false, zoomView: false });
    }
    const content = { nodes: this.nodeSet, edges: this.edgeSet };
    this.network = new vis.Network(this.box, content, options);
    this.network.on("beforeDrawing", (context) => this.drawUnder(context));
    this.network.on("afterDrawing", (context) => this.drawOver(context));
    this.network.on("zoom", () => this.noticeZoom());
    this.network.on("dragEnd", (event) => this.noticeDrag(event));
    this.network.on("resize", () => {
      if (!this.moved) this.fit();
    });
  }

  /** Resolve when everything, the land too, has been drawn once. */
  async start(data) {
    if (data.projection) this.coast = await loadCoastline(data.projection);
    await new Promise((resolve) => {
      this.network.once("afterDrawing", resolve);
      this.network.redraw();
    });
  }

  // ---------------------------------------------------------------- style

  isShown(edge) {
    return this.visible(edge) && this.nodes.has(edge.from) && this.nodes.has(edge.to);
  }

  styledNodes() {
    return [...this.nodes.values()].map((node) => {
      const { label, ...rest } = node;
      return {
        ...rest,
        ...this.places.get(node.id),
        ...nodeStyle(node, this.scale, this.fitted, this.theme),
      };
    });
  }

  styledEdges() {
    return [...this.edges.values()].map((edge) => ({
      ...edge,
      ...edgeStyle(edge, this.scale, this.fitted),
      hidden: !this.isShown(edge),
    }));
  }

  restyle() {
    this.scale = this.network.getScale();
    const style = [this.scale, this.fitted];
    this.nodeSet.update([...this.nodes.values()].map((n) => nodeStyle(n, ...style, this.theme)));
    this.edgeSet.update([...this.edges.values()].map((e) => edgeStyle(e, ...style)));
  }

  /** Show only the edges for which `visible` holds. */
  filter(visible) {
    this.visible = visible;
    this.edgeSet.update(
      [...this.edges.values()].map((edge) => ({ id: edge.id, hidden: !this.isShown(edge) })),
    );
  }

  /** Give the lines of borders that say something, which names must not cover. */
  tellingEdges() {
    const edges = [...this.edges.values()];
    return edges.filter((edge) => edge.status && edge.status !== "unknown" && this.isShown(edge));
  }

  // ---------------------------------------------------------------- view

  target() {
    const { clientWidth, clientHeight } = this.box;
    const width = (clientWidth || 600) - this.covered();
    const target = fitting(bounds(this.places.values()), width, clientHeight || 400);
    target.position.x += this.covered() / 2 / target.scale;
    return target;
  }

  fit() {
    this.moved = false;
    this.fitted = this.target().scale;
    this.network.moveTo(this.target());
    this.restyle();
    this.box.dispatchEvent(new CustomEvent("view-changed", { detail: null }));
  }

  zoom(factor) {
    this.network.moveTo({ scale: this.network.getScale() * factor });
    this.noticeZoom();
  }

  /** Bring a node or an edge into the middle, near enough to be seen. */
  focus(id) {
    const place = this.middle(id);
    if (!place) return;
    this.network.moveTo({ position: place, scale: Math.max(this.network.getScale(), 4 * this.fitted) });
    this.noticeZoom();
  }

  /** Move the picture just so far that what is chosen is not under the details. */
  reveal(id) {
    const place = this.middle(id);
    if (!place) return;
    const spot = this.network.canvasToDOM(place);
    const over = spot.x - (this.box.clientWidth - this.covered() - 40);
    if (!this.covered() || over <= 0) return;
    const { x, y } = this.network.getViewPosition();
    this.network.moveTo({ position: { x: x + over / this.network.getScale(), y } });
  }

  middle(id) {
    if (this.places.has(id)) return this.places.get(id);
    const edge = this.edges.get(id);
    if (!edge) return null;
    const [a, b] = [this.places.get(edge.from), this.places.get(edge.to)];
    return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  }

  noticeZoom() {
    if (needRestyle(this.scale, this.network.getScale())) this.restyle();
    this.noticeView();
  }

  noticeView() {
    this.moved = true;
    const { x, y } = this.network.getViewPosition();
    const detail = { x, y, scale: this.network.getScale() };
    this.box.dispatchEvent(new CustomEvent("view-changed", { detail }));
  }

  noticeDrag({ nodes }) {
    if (!nodes.length) {
      this.noticeView();
      return;
    }
    for (const [id, place] of Object.entries(this.network.getPositions(nodes))) {
      this.places.set(id, place);
      this.pins.set(id, place);
    }
    this.box.dispatchEvent(new CustomEvent("pins-changed", { detail: this.pins }));
  }

  // ---------------------------------------------------------------- content

  /** Put new content in the place of the old; with `compare`, mark and count what changed. */
  load(data, { compare = false } = {}) {
    const before = { edges: this.edges, places: this.places };
    this.take(data);
    this.appeared.clear();
    this.ended = [];
    if (compare) this.compare(before);
    this.fitted = this.target().scale;
    this.nodeSet.clear();
    this.edgeSet.clear();
    this.nodeSet.add(this.styledNodes());
    this.edgeSet.add(this.styledEdges());
    if (!this.moved) this.fit();
    return { appeared: this.appeared.size, ended: this.ended.length };
  }

  compare(before) {
    // On the map of borders every line is always there: there its status tells.
    const runs = (edge) => edge !== undefined && (edge.status ?? "running") === "running";
    for (const edge of this.edges.values()) {
      if (runs(edge) && !runs(before.edges.get(edge.id))) this.appeared.add(edge.id);
    }
    for (const edge of before.edges.values()) {
      if (!runs(edge) || runs(this.edges.get(edge.id))) continue;
      const ends = [edge.from, edge.to].map((id) => this.places.get(id) ?? before.places.get(id));
      this.ended.push(ends);
    }
  }

  /** Give the node or edge at a point of the page's picture, in pixels. */
  at(point) {
    const edges = [...this.edges.values()].filter((edge) => this.isShown(edge));
    const scale = this.network.getScale();
    const reach = (node) => radius(node, this.scale, this.fitted);
    return pick(this.network.DOMtoCanvas(point), this.nodes.values(), edges, this.places, scale, reach);
  }

  select(id) {
    this.selected = id;
    this.network.redraw();
  }

  // ---------------------------------------------------------------- drawing

  drawUnder(context) {
    const scale = this.network.getScale();
    if (this.coast) drawCoastline(context, this.coast, scale, this.theme);
    for (let i = 1; i < this.path.length; i += 1) {
      const [a, b] = [this.places.get(this.path[i - 1]), this.places.get(this.path[i])];
      if (a && b) drawMark(context, "path", { a, b }, scale, this.theme);
    }
    for (const id of this.appeared) this.mark(context, "appeared", id, scale);
    for (const [a, b] of this.ended) drawGhost(context, a, b, scale, this.theme);
    if (this.selected) this.mark(context, "selected", this.selected, scale);
  }

  mark(context, kind, id, scale) {
    const node = this.nodes.get(id);
    const edge = this.edges.get(id);
    if (node) {
      const reach = radius(node, this.scale, this.fitted) / scale;
      drawMark(context, kind, { place: this.places.get(id), reach }, scale, this.theme);
    } else if (edge) {
      const [a, b] = [this.places.get(edge.from), this.places.get(edge.to)];
      drawMark(context, kind, { a, b }, scale, this.theme);
    }
  }

  /** Give the place of the buttons over the map, under which a name could not be read. */
  tools() {
    return [...this.box.parentElement.querySelectorAll(".tools")].map((tools) => ({
      left: tools.offsetLeft,
      top: tools.offsetTop,
      right: tools.offsetLeft + tools.offsetWidth,
      bottom: tools.offsetTop + tools.offsetHeight,
    }));
  }

  drawOver(context) {
    const { clientWidth: width, clientHeight: height } = this.box;
    const size = { width, height, ratio: context.canvas.width / width };
    const first = new Set([this.selected, ...this.path]);
    const nodes = [
      ...this.ranked.filter((node) => first.has(node.id)),
      ...this.ranked.filter((node) => !first.has(node.id)),
    ];
    const scale = this.network.getScale();
    const middle = this.network.getViewPosition();
    const spot = (node) => {
      const place = this.places.get(node.id);
      return {
        x: (place.x - middle.x) * scale + width / 2,
        y: (place.y - middle.y) * scale + height / 2,
        radius: (radius(node, this.scale, this.fitted) * scale) / this.scale,
      };
    };
    const telling = this.tellingEdges();
    const clear = telling.flatMap((edge) => {
      const [a, b] = [edge.from, edge.to].map((id) => spot(this.nodes.get(id)));
      return boxesAlong(a, b);
    });
    const told = new Set([...first, ...telling.flatMap((edge) => [edge.from, edge.to])]);
    drawLabels(context, nodes, spot, { size, theme: this.theme, clear, told, taken: this.tools() });
  }
}
