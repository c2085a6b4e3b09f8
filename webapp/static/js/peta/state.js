// The page's state is its address.

/** @typedef {Record<string, string | number | null | undefined | (string | number)[]>} Changes */

/** What the page shows without asking the server for another picture. */
export const LOCAL = ["pandang", "pin", "pilih"];

export const params = () => new URLSearchParams(location.search);

/**
 * Give parameters with some of them changed; null and empty take one away.
 *
 * @param {URLSearchParams} before
 * @param {Changes} changes
 * @returns {URLSearchParams}
 */
export function changed(before, changes) {
  const values = new URLSearchParams(before);
  for (const [name, value] of Object.entries(changes)) {
    values.delete(name);
    for (const one of [value].flat()) {
      if (one !== null && one !== undefined && one !== "") values.append(name, String(one));
    }
  }
  return values;
}

/**
 * Give changes that take parameters away.
 *
 * @param {string[]} names
 * @returns {Changes}
 */
export function none(names) {
  /** @type {Changes} */
  const changes = {};
  for (const name of names) changes[name] = null;
  return changes;
}

/**
 * Give what decides which picture the server draws, in an order of its own.
 *
 * @param {URLSearchParams} values
 */
export function pictured(values) {
  const rest = changed(values, none(LOCAL));
  rest.sort();
  return rest.toString();
}

/**
 * Give a parameter's values with some more, each once.
 *
 * @param {URLSearchParams} values
 * @param {string} name
 * @param {string[]} more
 */
export function including(values, name, more) {
  return [...new Set([...values.getAll(name), ...more])];
}

/**
 * Give a parameter's values without some.
 *
 * @param {URLSearchParams} values
 * @param {string} name
 * @param {string[]} gone
 */
export function excluding(values, name, gone) {
  return values.getAll(name).filter((value) => !gone.includes(value));
}

/**
 * Give an address of this site with the current parameters, some of them changed.
 *
 * @param {string} path
 * @param {Changes} [changes]
 */
export function address(path, changes = {}) {
  const query = changed(params(), changes).toString();
  return path + (query ? `?${query}` : "");
}

/** Tell those who hold the address that it is another. */
export function tellAddress() {
  document.dispatchEvent(new CustomEvent("address-changed"));
}

/**
 * Put a change into the address that is no step of its own.
 *
 * @param {Changes} changes
 */
export function change(changes) {
  history.replaceState(history.state, "", address(location.pathname, changes));
  tellAddress();
}
