// A device in JavaScript, for browsers and for Node 20 or newer, without packages: one ES module with a queue of its own.
// A punch that was added is kept, over restarts too, until the gate has acknowledged it, which it does once it is on disk.
//
//   import { PunchQueue, localStorageStore } from './punch-queue.mjs';
//
//   const queue = new PunchQueue({ gate: '', sn: 'KIOSK-1', authToken: '..', store: localStorageStore() });
//   queue.start();
//   await queue.add({ user_id: '1001', att_state: 'CheckIn' });
//
// In a browser, serve the page from the gate's own origin, by a reverse proxy: the gate lets no other origin's pages in.

const BATCH_MAX = 500;
const ATTEMPT_MILLIS_MAX = 30_000;
const RETRY_SECONDS = [1, 2, 5, 15, 60];

export class PunchQueue {
  #gate;
  #headers;
  #store;
  #onRejected;
  #onError;
  #flushing = null;
  #timer = null;
  #running = false;
  #failures = 0;
  #added = 0;

  /**
   * gate        the address without a path, '' for the page's own
   * store       where punches wait: localStorageStore(), folderStore('..'), or your own { put, remove, all }
   * onRejected  called with a punch and the gate's reason when the gate will never take it; it is out of the queue then
   * onError     called with an error while the gate cannot be reached, or refuses the device; all punches stay
   */
  constructor({ gate, sn, authToken, store, onRejected = console.error, onError = console.warn }) {
    this.#gate = gate;
    this.#headers = { sn, 'auth-token': authToken, 'Content-Type': 'application/json' };
    this.#store = store;
    this.#onRejected = onRejected;
    this.#onError = onError;
  }

  /** Keeps a punch, with the time of now unless it has one, and sends it if the queue was started. */
  async add(punch) {
    const kept = { att_time: localTime(new Date()), ...punch };
    // Sorted by name, punches are in the order in which they were added. The end keeps two tabs apart.
    const order = `${String(Date.now()).padStart(15, '0')}-${String(this.#added++).padStart(6, '0')}`;
    await this.#store.put(`${order}-${Math.random().toString(36).slice(2, 10)}`, JSON.stringify(kept));
    // While the gate is out of reach, the next attempt is planned already.
    if (this.#running && this.#failures === 0) {
      this.#schedule(0);
    }
  }

  /** The number of punches that wait. */
  async size() {
    return (await this.#store.all()).length;
  }

  /** Sends what waits, now and whenever something does. */
  start() {
    this.#running = true;
    this.#schedule(0);
  }

  /** Sends nothing more. What waits stays. */
  stop() {
    this.#running = false;
    clearTimeout(this.#timer);
  }

  /** Sends what waits, once, oldest first. Throws if the gate is out of reach or refuses the device: then punches wait. */
  async flush() {
    // One at a time: a second call waits for what the first sends.
    this.#flushing ??= this.#sendAll().finally(() => (this.#flushing = null));
    return this.#flushing;
  }

  async #sendAll() {
    for (;;) {
      const waiting = (await this.#store.all()).slice(0, BATCH_MAX);
      if (waiting.length === 0) {
        return;
      }
      const results = await this.#send(waiting.map(([, punch]) => JSON.parse(punch)));
      for (const [i, [name, punch]] of waiting.entries()) {
        // A repeat is a success too: the answer to the first attempt was lost on its way.
        if (!results[i].ok) {
          this.#onRejected(JSON.parse(punch), results[i]);
        }
        await this.#store.remove(name);
      }
    }
  }

  async #send(punches) {
    const response = await fetch(`${this.#gate}/api/attendance/v1/punches`, {
      method: 'POST',
      headers: this.#headers,
      body: JSON.stringify({ punches }),
      signal: AbortSignal.timeout(ATTEMPT_MILLIS_MAX),
    });
    const answer = await response.json().catch(() => ({}));
    if (response.status === 200 && answer.results?.length === punches.length) {
      return answer.results;
    }
    const error = new Error(`the gate answered ${response.status} ${answer.error ?? ''}`);
    error.retryAfterSeconds = Number(response.headers.get('Retry-After')) || 0;
    throw error;
  }

  #schedule(seconds) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(async () => {
      try {
        do {
          await this.flush();
          this.#failures = 0;
        } while (this.#running && (await this.size()) > 0); // One may have been added while the last was being sent.
      } catch (error) {
        this.#onError(error);
        const usual = RETRY_SECONDS[Math.min(this.#failures++, RETRY_SECONDS.length - 1)];
        if (this.#running) {
          this.#schedule(Math.max(usual, error.retryAfterSeconds ?? 0));
        }
      }
    }, seconds * 1000);
  }
}

/** Such as 2026-06-21T09:30:00+05:30: with its offset a time is the same wherever the gate believes the device to be. */
export function localTime(date) {
  const minutes = -date.getTimezoneOffset();
  const local = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, 19);
  const two = (number) => String(Math.trunc(number)).padStart(2, '0');
  return `${local}${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
}

/** Keeps punches in the browser, each under a name of its own, so that two tabs do not overwrite one another. */
export function localStorageStore(prefix = 'punchgate/') {
  const names = () => Object.keys(localStorage).filter((name) => name.startsWith(prefix));
  return {
    put: async (name, text) => localStorage.setItem(prefix + name, text),
    remove: async (name) => localStorage.removeItem(prefix + name),
    all: async () =>
      names()
        .sort()
        .map((name) => [name.slice(prefix.length), localStorage.getItem(name)]),
  };
}

/** Keeps punches in a folder, a file each, in Node. A file that has its name is whole and on disk. */
export function folderStore(folder) {
  const modules = Promise.all([import('node:fs/promises'), import('node:path')]);
  return {
    async put(name, text) {
      const [fs, path] = await modules;
      await fs.mkdir(folder, { recursive: true });
      const unfinished = path.join(folder, `${name}.new`);
      await fs.writeFile(unfinished, text, { flush: true });
      await fs.rename(unfinished, path.join(folder, `${name}.json`));
    },
    async remove(name) {
      const [fs, path] = await modules;
      await fs.rm(path.join(folder, `${name}.json`), { force: true });
    },
    async all() {
      const [fs, path] = await modules;
      const files = await fs.readdir(folder).catch(() => []);
      const names = files.filter((file) => file.endsWith('.json')).sort();
      return Promise.all(
        names.map(async (file) => [path.parse(file).name, await fs.readFile(path.join(folder, file), 'utf8')]),
      );
    },
  };
}
