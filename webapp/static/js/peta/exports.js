// The picture as PNG, and the page's address.

/** Copy what is drawn onto paper: the map's own canvas is transparent. */
function takePicture(atlas) {
  const drawn = atlas.box.querySelector("canvas");
  const picture = document.createElement("canvas");
  [picture.width, picture.height] = [drawn.width, drawn.height];
  const context = picture.getContext("2d");
  context.fillStyle = atlas.theme.paper;
  context.fillRect(0, 0, picture.width, picture.height);
  context.drawImage(drawn, 0, 0);
  return picture;
}

function savePicture(atlas) {
  takePicture(atlas).toBlob((blob) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = "jejaring-peta.png";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  });
}

async function copyLink(say, words) {
  try {
    await navigator.clipboard.writeText(location.href);
    say(words.copied);
  } catch {
    say(words.notCopied);
  }
}

/** On paper a still stands for the map, since a canvas would be stretched to the page. */
export function bindPrint(atlas, still) {
  addEventListener("beforeprint", () => {
    still.src = takePicture(atlas).toDataURL();
    still.hidden = false;
  });
  addEventListener("afterprint", () => {
    still.hidden = true;
  });
}

export function bindExports(atlas, say, words) {
  const actions = {
    "save-png": () => savePicture(atlas),
    "copy-link": () => copyLink(say, words),
  };
  const reveal = () => {
    for (const id of Object.keys(actions)) document.getElementById(id).hidden = false;
  };
  reveal();
  const rows = document.getElementById("rows");
  rows.addEventListener("rows-changed", reveal);
  rows.addEventListener("click", (event) => actions[event.target.id]?.());
}
