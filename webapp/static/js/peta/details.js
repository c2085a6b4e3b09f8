// The details of what is selected: a part of a page that the server writes, escaped there.
import { chooseRow } from "./rows.js";
import { address, change, params } from "./state.js";

export class Details {
  constructor(atlas, aside, words) {
    Object.assign(this, { atlas, aside, words, id: params().get("pilih") });
    this.actions = {};
    aside.addEventListener("click", (event) => {
      const action = event.target.closest("[data-act]")?.dataset.act;
      if (action === "close") this.close();
      else if (action) this.actions[action]?.(this.id);
    });
    if (this.id) {
      atlas.select(this.id);
      chooseRow(this.id);
    }
  }

  async open(id) {
    this.id = id;
    change({ pilih: id });
    this.atlas.select(id);
    chooseRow(id);
    const answer = await fetch(address("/peta/rincian"));
    if (this.id !== id) return;
    if (answer.ok) this.aside.innerHTML = await answer.text();
    else this.aside.textContent = this.words.failed;
    this.aside.hidden = false;
    this.aside.scrollTop = 0;
    this.atlas.reveal(id);
  }

  close() {
    this.id = null;
    change({ pilih: null });
    this.aside.hidden = true;
    this.atlas.select(null);
    chooseRow(null);
  }
}
