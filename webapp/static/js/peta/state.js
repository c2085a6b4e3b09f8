// The page's state is its address.

export const params = () => new URLSearchParams(location.search);

/** Give an address of this site with the current parameters, some of them changed. */
export function address(path, changes = {}) {
  const values = params();
  for (const [name, value] of Object.entries(changes)) {
    values.delete(name);
    for (const one of [value].flat()) {
      if (one !== null && one !== undefined && one !== "") values.append(name, one);
    }
  }
  const query = values.toString();
  return path + (query ? `?${query}` : "");
}

/** Put a change into the address without leaving the page. */
export function change(changes) {
  history.replaceState(history.state, "", address(location.pathname, changes));
}
