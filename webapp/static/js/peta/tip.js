// What is under the pointer, in words. Names come from data: they are text, never markup.

function lines(atlas, found, words) {
  if (found.node !== undefined) {
    const node = atlas.nodes.get(found.node);
    const near = node.neighbours;
    return near === undefined ? [node.name] : [node.name, `${near} ${words.neighbours}`];
  }
  const edge = atlas.edges.get(found.edge);
  const ends = [edge.from, edge.to].map((id) => atlas.nodes.get(id).name);
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const told = [ends.join(" – ")];
  if (edge.status) told.push(words.statuses[edge.status]);
  if (edge.km !== undefined) told.push(`${words.km} ${number.format(edge.km)} km`);
  if (edge.agreements) told.push(`${number.format(edge.agreements)} ${words.agreements}`);
  if (edge.note) told.push(edge.note);
  return told;
}

export function showTips(atlas, tip, words) {
  const hide = () => {
    tip.hidden = true;
    atlas.box.classList.remove("pointing");
  };
  atlas.box.addEventListener("pointerleave", hide);
  atlas.box.addEventListener("pointerdown", hide);
  atlas.box.addEventListener("pointermove", (event) => {
    if (event.buttons || event.pointerType === "touch") return;
    const frame = atlas.box.getBoundingClientRect();
    const point = { x: event.clientX - frame.left, y: event.clientY - frame.top };
    const found = atlas.at(point);
    if (!found) {
      hide();
      return;
    }
    tip.replaceChildren(
      ...lines(atlas, found, words).map((text) => {
        const line = document.createElement("span");
        line.textContent = text;
        return line;
      }),
    );
    tip.hidden = false;
    atlas.box.classList.add("pointing");
    const left = Math.min(point.x + 14, frame.width - tip.offsetWidth - 4);
    const above = point.y + 16 + tip.offsetHeight > frame.height;
    tip.style.left = `${Math.max(4, left)}px`;
    tip.style.top = `${above ? point.y - tip.offsetHeight - 8 : point.y + 16}px`;
  });
}
