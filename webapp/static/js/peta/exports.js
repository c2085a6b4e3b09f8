// What can be taken along: the picture as the server finishes it, the page's address, and print.
import { address, params } from "./state.js";

/** @typedef {import("./atlas.js").Atlas} Atlas */

const TWICE = 2; // pixels of a PNG for each of the picture, so that it is sharp in print
const [LEAST, MOST] = [200, 4000]; // of the picture's sides, as the server allows
const KEPT = 10_000; // milliseconds until a download has certainly begun

/** @param {number} length */
const within = (length) => Math.round(Math.min(MOST, Math.max(LEAST, length)));

/**
 * Give the address of something made of what the page shows now.
 *
 * Where the reader has moved the map the picture has its size on the screen; else it is
 * the whole map on a sheet of paper.
 *
 * @param {string} path
 * @param {Atlas} atlas
 */
export function pictured(path, { box }) {
  const size = params().has("pandang")
    ? { lebar: within(box.clientWidth), tinggi: within(box.clientHeight) }
    : {};
  return address(path, { ...size, halaman: null, urut: null });
}

/**
 * Fetch a picture as SVG.
 *
 * @param {string} from
 * @returns {Promise<{url: string, name: string}>}
 */
async function fetchPicture(from) {
  const answer = await fetch(from);
  if (!answer.ok) throw new Error(String(answer.status));
  const told = answer.headers.get("Content-Disposition") ?? "";
  const [, name = "jejaring-peta.svg"] = /filename="([^"]+)"/.exec(told) ?? [];
  return { url: URL.createObjectURL(await answer.blob()), name };
}

/**
 * Draw a picture into a canvas.
 *
 * @param {string} url
 * @returns {Promise<Blob>}
 */
async function asPng(url) {
  const picture = new Image();
  picture.src = url;
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = TWICE * picture.naturalWidth;
  canvas.height = TWICE * picture.naturalHeight;
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve));
  if (!blob) throw new Error("canvas");
  return blob;
}

/** @param {Blob} blob @param {string} name */
function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT);
}

/** @param {string} from the address of the SVG */
async function savePng(from) {
  const { url, name } = await fetchPicture(from);
  try {
    download(await asPng(url), name.replace(/svg$/, "png"));
  } finally {
    URL.revokeObjectURL(url);
  }
}

/**
 * @param {string} text
 * @param {(text: string) => void} say
 * @param {Record<string, string>} words
 */
async function copy(text, say, words) {
  try {
    await navigator.clipboard.writeText(text);
    say(words.copied);
  } catch {
    say(words.notCopied);
  }
}

// ---------------------------------------------------------------- a page to embed

/**
 * Show the markup that puts the map into another page.
 *
 * @param {Atlas} atlas
 * @param {Record<string, string>} words
 */
function showEmbedding(atlas, words) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById("embed-dialog"));
  const part = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  const dialog = part.querySelector("dialog");
  const code = dialog.querySelector("textarea");
  const frame = new DOMParser().parseFromString(code.value, "text/html").querySelector("iframe");
  const { width, height } = frame;
  const source = address("/peta/sematan", { lebar: width, tinggi: height, halaman: null, urut: null });
  frame.setAttribute("src", new URL(source, location.href).href);
  code.value = frame.outerHTML;
  const status = dialog.querySelector("[role=status]");
  dialog.querySelector("a[data-act=open]").setAttribute("href", source);
  dialog.addEventListener("click", ({ target }) => {
    const act = target instanceof HTMLElement && target.dataset.act;
    if (act === "close") dialog.close();
    if (act !== "copy") return;
    code.select();
    copy(code.value, (text) => { status.textContent = text; }, words);
  });
  dialog.addEventListener("click", (event) => follow(event, atlas));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

/**
 * Let a link to a file lead to what the page shows now.
 *
 * @param {Event} event
 * @param {Atlas} atlas
 */
function follow({ target }, atlas) {
  const link = target instanceof Element && target.closest("a[data-export]");
  if (link instanceof HTMLAnchorElement && link.pathname.startsWith("/peta.")) {
    link.href = pictured(link.pathname, atlas);
  }
}

// ---------------------------------------------------------------- the buttons

/** Give the address of the page's picture; null where it has none. @param {Atlas} atlas */
function pictureAddress(atlas) {
  const link = document.querySelector("a[data-export=svg]");
  if (!(link instanceof HTMLAnchorElement)) return null;
  return link.pathname === "/peta.svg" ? pictured(link.pathname, atlas) : link.href;
}

/**
 * @param {Atlas} atlas
 * @param {(text: string) => void} say
 * @param {Record<string, string>} words
 */
export function bindExports(atlas, say, words) {
  const reveal = () => {
    for (const id of ["save-png", "copy-link"]) document.getElementById(id)?.removeAttribute("hidden");
  };
  reveal();
  document.getElementById("rows")?.addEventListener("rows-changed", reveal);
  document.addEventListener("click", (event) => {
    const { target } = event;
    if (!(target instanceof Element)) return;
    follow(event, atlas);
    if (target.id === "save-png") {
      savePng(pictureAddress(atlas)).catch(() => say(words.failed));
    } else if (target.id === "copy-link") {
      copy(location.href, say, words);
    } else if (target.closest("#rows a[data-export=embed]")) {
      event.preventDefault();
      showEmbedding(atlas, words);
    }
  });
}

// ---------------------------------------------------------------- print

/** Copy what is drawn onto paper: the map's own canvas is transparent. @param {Atlas} atlas */
function takePicture(atlas) {
  atlas.complete();
  const drawn = atlas.box.querySelector("canvas");
  const picture = document.createElement("canvas");
  [picture.width, picture.height] = [drawn.width, drawn.height];
  const context = picture.getContext("2d");
  context.fillStyle = atlas.theme.paper;
  context.fillRect(0, 0, picture.width, picture.height);
  context.drawImage(drawn, 0, 0);
  return picture;
}

/**
 * On paper a still stands for the map, since a canvas would be stretched to the page.
 *
 * It is the finished picture where there is time to fetch it: by the keys for printing. A
 * browser that prints by its menu does not wait, and gets a copy of the canvas.
 *
 * @param {Atlas} atlas
 * @param {HTMLImageElement} still
 */
export function bindPrint(atlas, still) {
  let isReady = false;
  addEventListener("beforeprint", () => {
    if (!isReady) still.src = takePicture(atlas).toDataURL();
    still.classList.toggle("finished", isReady);
    still.hidden = false;
  });
  addEventListener("afterprint", () => {
    if (isReady) URL.revokeObjectURL(still.src);
    still.hidden = true;
    isReady = false;
  });
  addEventListener("keydown", async (event) => {
    const from = pictureAddress(atlas);
    const isPrint = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key === "p";
    if (!isPrint || !from) return;
    event.preventDefault();
    try {
      still.src = (await fetchPicture(from)).url;
      await still.decode();
      isReady = true;
    } catch {
      isReady = false;
    }
    print();
  });
}
