// What is under the pointer, in words. Names come from data: they are text, never markup.

/**
 * @param {import("./atlas.js").Atlas} atlas
 * @param {MapNode} node
 * @param {Words} words
 * @param {Intl.NumberFormat} number
 */
function ofNode(atlas, node, words, number) {
  const told = [node.name];
  if (node.count) told.push(words.members.replace("{count}", number.format(node.count)));
  if (node.neighbours !== undefined) told.push(`${number.format(node.neighbours)} ${words.neighbours}`);
  const { scale } = atlas.picture;
  if (scale && "value" in node) {
    const { value } = node;
    const unit = scale.unit ? ` ${scale.unit}` : "";
    const text = typeof value === "number" ? number.format(value) + unit : value ?? words.noValue;
    told.push(`${scale.title}: ${text}`);
  }
  if (node.note) told.push(node.note);
  return told;
}

/**
 * @param {import("./atlas.js").Atlas} atlas
 * @param {MapEdge} edge
 * @param {Words} words
 * @param {Intl.NumberFormat} number
 */
function ofEdge(atlas, edge, words, number) {
  const ends = [edge.from, edge.to].map((id) => atlas.nodes.get(id).name);
  const told = [ends.join(" – ")];
  if (edge.status) told.push(words.statuses[edge.status]);
  if (edge.km !== undefined) told.push(`${words.km} ${number.format(edge.km)} km`);
  if (edge.agreements) told.push(`${number.format(edge.agreements)} ${words.agreements}`);
  if (edge.note) told.push(edge.note);
  return told;
}

/**
 * @param {import("./atlas.js").Atlas} atlas
 * @param {HTMLElement} tip
 * @param {Words} words
 */
export function showTips(atlas, tip, words) {
  const number = new Intl.NumberFormat(document.documentElement.lang, { maximumSignificantDigits: 6 });
  const hide = () => {
    tip.hidden = true;
    atlas.box.classList.remove("pointing");
  };
  const { box } = atlas;
  box.addEventListener("pointerleave", hide);
  box.addEventListener("pointerdown", hide);
  box.addEventListener("pointermove", (event) => {
    if (event.buttons || event.pointerType === "touch") return;
    const frame = box.getBoundingClientRect();
    const point = { x: event.clientX - frame.left, y: event.clientY - frame.top };
    const found = atlas.at(point);
    if (!found) {
      hide();
      return;
    }
    const texts = found.node !== undefined
      ? ofNode(atlas, atlas.nodes.get(found.node), words, number)
      : ofEdge(atlas, atlas.edges.get(found.edge), words, number);
    tip.replaceChildren(
      ...texts.map((text) => {
        const line = document.createElement("span");
        line.textContent = text;
        return line;
      }),
    );
    tip.hidden = false;
    box.classList.add("pointing");
    const left = Math.min(point.x + 14, frame.width - tip.offsetWidth - 4);
    const above = point.y + 16 + tip.offsetHeight > frame.height;
    tip.style.left = `${box.offsetLeft + Math.max(4, left)}px`;
    tip.style.top = `${box.offsetTop + (above ? point.y - tip.offsetHeight - 8 : point.y + 16)}px`;
  });
}
