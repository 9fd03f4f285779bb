// The officer's folder and its copy in the memory of the worker: what either side changed
// goes to the other. Nothing is written that another program changed meanwhile.
"use strict";

// What is made again, or belongs to another program; from the folder's root.
const LEFT_OUT = new Set([
  ".git", ".venv", "node_modules",
  "build/cache/checked", "build/cache/link-pictures", "build/cache/small", "build/cache/templates",
  ".prongsai/lock", ".prongsai/new", ".prongsai/old", ".prongsai/desk",
]);
const MADE = "build/";
const OWN = ".prongsai/";
const SMALL = 262144; // bytes of a file whose last state is held, to go back to it
const JOURNAL = ".prongsai/journal.json";
const OLD = ".prongsai/old";
const SITE = "content/site.yml"; // every site has it: without it, the folder is not there

export class Clash extends Error {}

export class Folder {
  // `fs` is the worker's file system, `root` the copy's place in it, `told` hears how many
  // files were read or are left to be written.
  constructor(fs, root, handle, told) {
    Object.assign(this, { fs, root, handle, told, known: new Map(), folders: new Map() });
  }

  // --- from the folder --------------------------------------------------------------

  async open() {
    this.fs.mkdirTree(this.root);
    await this.undone();
    await this.pull({ whole: true });
  }

  // Take over what another program changed; return the paths. What was changed here and is
  // not written yet stays as it is.
  async pull({ whole = false } = {}) {
    const mine = new Set(this.changes().map(([path]) => path));
    const [found, changed] = [new Set(), []];
    const files = await this.listed(this.handle, "", whole);
    let count = 0;
    await inTurn(files, async ([path, handle]) => {
      found.add(path);
      const file = await handle.getFile();
      const known = this.known.get(path);
      if (mine.has(path)) return;
      if (known && known.time === file.lastModified && known.size === file.size) return;
      this.take(path, file, new Uint8Array(await file.arrayBuffer()));
      changed.push(path);
      if (whole) this.told({ read: (count += 1) });
    });
    if (this.known.has(SITE) && !found.has(SITE)) throw new DOMException("", "NotFoundError");
    for (const path of this.known.keys()) {
      if (found.has(path) || mine.has(path) || (!whole && path.startsWith(MADE))) continue;
      this.forget(path);
      changed.push(path);
    }
    return changed;
  }

  async listed(folder, below, whole) {
    const [files, folders] = [[], []];
    for await (const [name, handle] of folder.entries()) {
      const path = below + name;
      if (LEFT_OUT.has(path) || (!whole && path + "/" === MADE)) continue;
      if (handle.kind === "file") files.push([path, handle]);
      else folders.push(this.listed(handle, path + "/", whole));
    }
    return [files, ...(await Promise.all(folders))].flat();
  }

  take(path, file, data) {
    const place = `${this.root}/${path}`;
    this.fs.mkdirTree(place.slice(0, place.lastIndexOf("/")));
    this.fs.writeFile(place, data);
    this.fs.utime(place, file.lastModified, file.lastModified);
    this.note(path, file, data);
  }

  forget(path) {
    this.known.delete(path);
    const place = `${this.root}/${path}`;
    if (this.fs.analyzePath(place).exists) this.fs.unlink(place);
  }

  // Remember that both sides are the same.
  note(path, file, data) {
    const node = this.fs.lookupPath(`${this.root}/${path}`).node;
    const held = data.length <= SMALL && !path.startsWith(MADE) ? data.slice() : null;
    const { lastModified: time, size } = file;
    this.known.set(path, { time, size, stamp: stampOf(node), held });
  }

  // --- to the folder ----------------------------------------------------------------

  // What was changed here, as [path, node or null]; what is removed has none.
  changes() {
    const [found, changed] = [new Set(), []];
    const walk = (node, below) => {
      for (const [name, one] of Object.entries(node.contents)) {
        const path = below + name;
        if (LEFT_OUT.has(path) || name.endsWith(".prongsai-new")) continue;
        if (this.fs.isDir(one.mode)) walk(one, path + "/");
        else if (this.fs.isFile(one.mode)) {
          found.add(path);
          if (this.known.get(path)?.stamp !== stampOf(one)) changed.push([path, one]);
        }
      }
    };
    walk(this.fs.lookupPath(this.root).node, "");
    for (const path of this.known.keys()) if (!found.has(path)) changed.push([path, null]);
    return changed.sort(([one], [other]) => rank(one) - rank(other));
  }

  // Write what was changed here. All of the content or none of it: what was there is kept
  // with the journal of the program until the last file is written.
  async push({ force = false } = {}) {
    await this.lost();
    const changed = this.changes();
    if (!changed.length) return 0;
    if (!force) for (const [path] of changed) await this.unchanged(path);
    const content = changed.filter(([path]) => rank(path) === 0);
    const rest = changed.filter(([path]) => rank(path) !== 0);
    if (content.length > 1) await this.journaled(content);
    else for (const one of content) await this.put(...one);
    let left = rest.length;
    await inTurn(rest, async (one) => {
      await this.put(...one);
      left -= 1;
      if (left % 20 === 0) this.told({ left });
    });
    return changed.length;
  }

  async unchanged(path) {
    const file = await this.found(path);
    const known = this.known.get(path);
    if (path.startsWith(MADE)) return;
    if (!file && !known) return;
    if (file && known && file.lastModified === known.time && file.size === known.size) return;
    if (!file && known) return; // removed there: what is written here holds
    throw new Clash(path);
  }

  async put(path, node) {
    const [folder, name] = await this.parent(path, node !== null);
    if (node === null) {
      if (folder) await folder.removeEntry(name).catch(missing);
      this.known.delete(path);
      return;
    }
    const stamp = stampOf(node);
    const data = this.fs.readFile(`${this.root}/${path}`);
    const handle = await folder.getFileHandle(name, { create: true });
    await written(handle, data);
    this.note(path, await handle.getFile(), data);
    this.known.get(path).stamp = stamp;
  }

  // The same journal as `storage/write/journal.py`: whichever program opens the folder next
  // puts back what was replaced, should this tab end before the last file is written.
  async journaled(changed) {
    const entries = [];
    for (const [at, [path]] of changed.entries()) {
      const old = await this.found(path);
      const kept = old ? `${OLD}/${at}` : "";
      if (old) await this.raw(kept, new Uint8Array(await old.arrayBuffer()));
      entries.push({ target: path, kept });
    }
    await this.raw(JOURNAL, new TextEncoder().encode(JSON.stringify(entries)));
    for (const one of changed) await this.put(...one);
    await this.removed(JOURNAL);
    await this.removed(OLD);
  }

  // Put back what a tab that ended had replaced.
  async undone() {
    const journal = await this.found(JOURNAL);
    if (!journal) return;
    const entries = listOf(await journal.text());
    for (const { target, kept } of entries) {
      const old = kept && (await this.found(kept));
      if (old) await this.raw(target, new Uint8Array(await old.arrayBuffer()));
      else if (!kept) await this.removed(target);
    }
    await this.removed(JOURNAL);
    await this.removed(OLD);
  }

  // Forget what was changed here, where its last state is held; return whether all was.
  restored() {
    let all = true;
    for (const [path] of this.changes()) {
      const known = this.known.get(path);
      if (!known) this.forget(path);
      else if (known.held) {
        const place = `${this.root}/${path}`;
        this.fs.mkdirTree(place.slice(0, place.lastIndexOf("/")));
        this.fs.writeFile(place, known.held);
        known.stamp = stampOf(this.fs.lookupPath(place).node);
      } else all = false;
    }
    return all;
  }

  // Where the folder is there but all of ours is gone from it, all of it has to be written.
  // What is in it stays known, and all of it while the folder cannot be reached.
  async lost() {
    if (!this.known.has(SITE)) return;
    await this.handle.entries().next();
    if (await this.found(SITE)) return;
    for (const path of [...this.known.keys()])
      if (!(await this.found(path))) this.known.delete(path);
  }

  // Take what is in the folder, whatever was changed here.
  async theirs() {
    for (const [path] of this.changes()) {
      const file = await this.found(path);
      if (file) this.take(path, file, new Uint8Array(await file.arrayBuffer()));
      else this.forget(path);
    }
  }

  // --- the folder itself ------------------------------------------------------------

  async parent(path, create) {
    const parts = path.split("/");
    const name = parts.pop();
    let folder = this.handle;
    for (const part of parts) {
      try {
        folder = await folder.getDirectoryHandle(part, { create });
      } catch (error) {
        if (create) throw error;
        return [missing(error), name];
      }
    }
    return [folder, name];
  }

  async found(path) {
    const [folder, name] = await this.parent(path, false);
    const handle = folder && (await folder.getFileHandle(name).catch(missing));
    return handle ? handle.getFile() : null;
  }

  async raw(path, data) {
    const [folder, name] = await this.parent(path, true);
    await written(await folder.getFileHandle(name, { create: true }), data);
  }

  async removed(path) {
    const [folder, name] = await this.parent(path, false);
    if (folder) await folder.removeEntry(name, { recursive: true }).catch(missing);
  }
}

// Content first, then what was made, then the desk's own lists.
const rank = (path) => (path.startsWith(OWN) ? 2 : path.startsWith(MADE) ? 1 : 0);

const stampOf = (node) => `${node.id} ${+node.mtime} ${node.usedBytes}`;

function missing(error) {
  if (error.name !== "NotFoundError" && error.name !== "TypeMismatchError") throw error;
  return null;
}

function listOf(text) {
  try {
    const inside = (path) => typeof path === "string" && !path.split("/").includes("..");
    const list = JSON.parse(text);
    return list.every((one) => inside(one.target) && inside(one.kept)) ? list : [];
  } catch {
    return [];
  }
}

// The browser writes next to the file and swaps when it is closed: whole, or as it was.
async function written(handle, data) {
  const stream = await handle.createWritable();
  try {
    await stream.write(data);
    await stream.close();
  } catch (error) {
    await stream.abort().catch(() => {});
    throw error;
  }
}

const AT_ONCE = 8;

async function inTurn(list, act) {
  const left = [...list].reverse();
  const some = async () => {
    while (left.length) await act(left.pop());
  };
  await Promise.all(Array.from({ length: AT_ONCE }, some));
}
