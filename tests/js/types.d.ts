// What the page's scripts share, for the checker alone: the browser never reads this file.

/** A place on the map, in its units. */
interface Place {
  x: number;
  y: number;
}

/** A box in pixels, or in the map's units. */
interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** What is seen of the map: its middle and how many pixels a unit takes. */
interface View {
  position: Place;
  scale: number;
}

/** What lies at a point: a node, or else an edge or an area, by id. */
interface Found {
  node?: string;
  edge?: string;
}

type NodeKind =
  | "provinsi" | "kabupaten" | "kota" | "opd" | "agreement" | "cluster"
  | (string & {}); // and the kinds of partners

/** An actor, an agreement or a cluster, as the server tells it. */
interface MapNode extends Place {
  id: string;
  label: string;
  /** The label as the page keeps it, apart from vis-network's own. */
  name?: string;
  shape: string;
  color: string;
  /** Radius in pixels, at the scale that fits the picture. */
  size: number;
  kind: NodeKind;
  /** Distance in map units within which no other node lies. */
  room: number;
  /** Importance for its label; the greater the earlier. */
  rank: number;
  /** How many others it is linked with in all, shown or not. */
  neighbours?: number;
  note?: string;
  /** What size or colour tell, where they tell a measure. */
  value?: number | string | null;
  /** How many a cluster holds. */
  count?: number;
  href?: string;
}

type EdgeType = "border" | "link" | "party" | "part" | "implements";

/** A border, a link, or what ties an agreement to a party. */
interface MapEdge {
  id: string;
  from: string;
  to: string;
  color: string;
  width: number;
  dashes: number[] | false;
  type: EdgeType;
  status?: string;
  km?: number;
  /** How many agreements the line stands for. */
  agreements?: number;
  note?: string;
}

interface Projection {
  longitude: number;
  scale: number;
}

/** The colours of a continuous scale, for the legend. */
interface ScaleLegend {
  title: string;
  unit: string;
  low: number;
  high: number;
  stops: string[];
  missing: string;
}

/** The second of two dates, and what came and went between them. */
interface Comparison {
  date: string;
  nodes: MapNode[];
  edges: MapEdge[];
  appeared: string[];
  ended: string[];
}

/** What the server draws for one address. */
interface Picture {
  nodes: MapNode[];
  edges: MapEdge[];
  options: VisOptions;
  projection?: Projection;
  layout?: string;
  path?: { nodes: string[]; edges: string[] };
  islands?: (Place & { name: string; rank?: number })[];
  /** The version of the boundaries to fetch, where areas are drawn. */
  boundaries?: string;
  scale?: ScaleLegend;
  compare?: Comparison;
  /** What came and went since the date of the step before, by keys and ends of lines. */
  since?: { appeared: string[]; ended: [string, string][] };
  shown?: number;
  total?: number;
  counts: Record<string, number>;
}

/** The answer to one step of exploration. */
interface StepAnswer {
  picture: Picture;
  parts: Record<string, string>;
  notices: string[];
}

/** Texts of the page in the reader's language; tables of texts in it by code. */
type Words = Record<string, string> & { statuses?: Record<string, string> };

/** The page's colours, for what is drawn on a canvas. */
interface Theme {
  paper: string;
  ink: string;
  muted: string;
  land: string;
  coast: string;
  line: string;
}

// ---------------------------------------------------------------- what the DOM gives

interface Document {
  /** Its kind is the one that the receiving name is declared with. */
  getElementById<T extends HTMLElement = HTMLElement>(id: string): T | null;
}

interface ParentNode {
  querySelector<K extends keyof HTMLElementTagNameMap>(selectors: K): HTMLElementTagNameMap[K] | null;
  querySelector<T extends Element = HTMLElement>(selectors: string): T | null;
  querySelectorAll<K extends keyof HTMLElementTagNameMap>(selectors: K): NodeListOf<HTMLElementTagNameMap[K]>;
  querySelectorAll(selectors: "table.data"): NodeListOf<HTMLTableElement>;
  querySelectorAll<T extends Element = HTMLElement>(selectors: string): NodeListOf<T>;
}

// ---------------------------------------------------------------- vis-network 9.1.2, what we use

type VisOptions = Record<string, any>;

interface VisPointer {
  DOM: Place;
  canvas: Place;
}

interface VisEvent {
  nodes: string[];
  edges: string[];
  pointer: VisPointer;
  event: any;
  direction?: "+" | "-";
  scale?: number;
}

interface VisDataSet<Row extends { id: string }> {
  length: number;
  add(rows: Row | Row[]): string[];
  clear(): string[];
  get(id: string): Row | null;
  get(): Row[];
  getIds(): string[];
  forEach(callback: (row: Row, id: string) => void): void;
  remove(ids: string | string[]): string[];
  update(rows: (Partial<Row> & { id: string }) | (Partial<Row> & { id: string })[]): string[];
}

interface VisView {
  position?: Place;
  scale?: number;
  offset?: Place;
  animation?: boolean | { duration: number; easingFunction: string };
}

interface VisNetwork {
  body: any;
  canvas: any;
  renderer: any;
  DOMtoCanvas(place: Place): Place;
  canvasToDOM(place: Place): Place;
  destroy(): void;
  fit(options?: object): void;
  getPositions(ids?: string[]): Record<string, Place>;
  getScale(): number;
  getViewPosition(): Place;
  moveNode(id: string, x: number, y: number): void;
  moveTo(view: VisView): void;
  off(event: string, callback: Function): void;
  on(event: "beforeDrawing" | "afterDrawing", callback: (context: CanvasRenderingContext2D) => void): void;
  on(event: string, callback: (event: VisEvent) => void): void;
  once(event: string, callback: (event: any) => void): void;
  redraw(): void;
  selectNodes(ids: string[]): void;
  setData(data: object): void;
  setOptions(options: VisOptions): void;
  setSize(width: string, height: string): void;
  unselectAll(): void;
}

declare const vis: {
  DataSet: new <Row extends { id: string }>(rows?: Row[], options?: object) => VisDataSet<Row>;
  Network: new (box: HTMLElement, data: object, options: VisOptions) => VisNetwork;
};
