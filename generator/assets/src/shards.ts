/** Loads the files of the search index as scripts: that works on file:// too. */

import { Stale, type Files } from "./ask";
import { readWordbook, type AloudData, type Wordbook } from "./mend";
import { readTable, type IndexData, type Table } from "./query";

type Receive = (name: string, version: string, data: unknown) => void;

const PATIENCE = 15_000; // ms before a script that does not come counts as failed

/** Loads and keeps the index files of one language. A file that failed is asked for again next time. */
export class Loader implements Files {
  private readonly root: string;
  private readonly files = new Map<string, Promise<unknown>>();
  private readonly arrived = new Map<string, { version: string; data: unknown }>();
  private table: Promise<Table> | null = null;
  private readonly made = new Map<string, Promise<unknown>>();
  private version = "";

  constructor(root: string, lang: string) {
    this.root = root;
    const owner = window as unknown as { xinyuSearch?: Receive };
    const before = owner.xinyuSearch;
    owner.xinyuSearch = (name, version, data) => {
      if (name.startsWith(`${lang}/`)) this.arrived.set(name.slice(lang.length + 1), { version, data });
      else before?.(name, version, data);
    };
  }

  /** The page table; `fresh` asks past the browser's cache after a new build was met. */
  index(fresh = ""): Promise<Table> {
    this.table ??= this.load("index", fresh).then(
      ({ version, data }) => {
        this.version = version;
        return readTable(data as IndexData);
      },
      (error: unknown) => {
        this.table = null;
        throw error;
      },
    );
    return this.table;
  }

  postings(number: number, table: Table): Promise<string> {
    return this.shard("t", number, table.data.terms) as Promise<string>;
  }

  folded(table: Table): Promise<Table> {
    return this.once("folded", async () => readTable(table.data, (await this.file("fold")) as string));
  }

  wordbook(table: Table): Promise<Wordbook> {
    return this.once("book", async () => readWordbook((await this.file("aloud")) as AloudData, table));
  }

  /** What is made of a file, made once; what failed is tried again. */
  private once<T>(name: string, make: () => Promise<T>): Promise<T> {
    let made = this.made.get(name) as Promise<T> | undefined;
    if (!made) {
      made = make();
      made.catch(() => this.made.delete(name));
      this.made.set(name, made);
    }
    return made;
  }

  /** One shard. Rejects with Stale when it belongs to another build than the page table. */
  shard(letter: "t" | "s", number: number, count: number): Promise<unknown> {
    return this.file(`${letter}-${number.toString(16).padStart(Math.max(2, (count - 1).toString(16).length), "0")}`);
  }

  private file(name: string): Promise<unknown> {
    let file = this.files.get(name);
    if (!file) {
      file = this.load(name, this.version).then(({ version, data }) => {
        if (version === this.version) return data;
        this.files.clear();
        this.table = null;
        this.made.clear();
        throw new Stale(version);
      });
      file.catch(() => this.files.delete(name));
      this.files.set(name, file);
    }
    return file;
  }

  private load(name: string, version: string): Promise<{ version: string; data: unknown }> {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      const finish = (): void => {
        clearTimeout(timer);
        script.remove();
        const file = this.arrived.get(name);
        this.arrived.delete(name);
        if (file) resolve(file);
        else reject(new Error(`search: ${name} did not load`));
      };
      const timer = setTimeout(finish, PATIENCE);
      script.charset = "utf-8";
      script.async = true;
      script.onload = finish;
      script.onerror = finish;
      script.src = `${this.root}search/${name}.js${version ? `?v=${version}` : ""}`;
      document.head.appendChild(script);
    });
  }
}

const loaders = new Map<string, Loader>();

/** The loader of a tree and a language; one for each page. */
export function loaderFor(root: string, lang: string): Loader {
  const key = `${lang} ${root}`;
  const loader = loaders.get(key) ?? new Loader(root, lang);
  loaders.set(key, loader);
  return loader;
}
