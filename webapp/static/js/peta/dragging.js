// Nodes are taken by the pointer and put elsewhere, where they stay.

const THRESHOLD = 4; // pixels before a press becomes a drag

/**
 * Let nodes be dragged; the view must stand still meanwhile, which `hold` is told.
 *
 * A finger drags only what is selected: on a small screen it else could hardly move the map.
 *
 * @param {HTMLElement} box
 * @param {object} hands
 * @param {(point: Place) => string[]} hands.take ids that are dragged from a point
 * @param {(id: string) => boolean} hands.isSelected
 * @param {(on: boolean) => void} hands.hold
 * @param {(ids: string[], dx: number, dy: number) => void} hands.move by so many pixels
 * @param {(ids: string[]) => void} hands.drop
 */
export function bindDragging(box, { take, isSelected, hold, move, drop }) {
  /** @type {{id: number, ids: string[], x: number, y: number, moved: boolean} | null} */
  let drag = null;

  const end = () => {
    if (!drag) return;
    const { ids, moved } = drag;
    drag = null;
    hold(false);
    if (moved) drop(ids);
  };

  // Before vis-network hears of the press, which would drag the view.
  box.addEventListener("pointerdown", (event) => {
    if (drag) {
      end(); // a second finger: a pinch
      return;
    }
    if (event.button !== 0 || event.shiftKey || event.ctrlKey || event.metaKey) return;
    const frame = box.getBoundingClientRect();
    const ids = take({ x: event.clientX - frame.left, y: event.clientY - frame.top });
    if (!ids.length || (event.pointerType === "touch" && !ids.every(isSelected))) return;
    drag = { id: event.pointerId, ids, x: event.clientX, y: event.clientY, moved: false };
    hold(true);
  }, true);
  addEventListener("pointermove", (event) => {
    if (!drag || event.pointerId !== drag.id) return;
    const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y];
    if (!drag.moved && Math.hypot(dx, dy) < THRESHOLD) return;
    Object.assign(drag, { x: event.clientX, y: event.clientY, moved: true });
    move(drag.ids, dx, dy);
  });
  addEventListener("pointerup", end);
  addEventListener("pointercancel", end);
}
