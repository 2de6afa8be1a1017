import type { Item } from './importer.ts';
import { stripSecrets } from './strip-secrets.ts';

/** Everything but lists: members of one object that is the whole file. */
const ofRoot = /^\$(?:\.(\w+)|\["(@odata\.\w+)"\])$/;

/** The members of a file's outermost object, which are handed over one by one, put together again. */
export class RootObject {
  readonly #members = new Map<string, Item>();
  #whole = true;

  /** Takes what is a member of the outermost object. */
  take(item: Item): void {
    const [, name, annotation] = ofRoot.exec(item.pattern) ?? [];
    const member = name ?? annotation;
    if (member !== undefined) this.#members.set(member, item);
  }

  missed(pattern: string): void {
    if (pattern === '$' || ofRoot.test(pattern)) this.#whole = false;
  }

  get names(): readonly string[] {
    return [...this.#members.keys()];
  }

  /** false: a member could not be read, or the file breaks off. */
  get isWhole(): boolean {
    return this.#whole;
  }

  member(name: string): unknown {
    return this.#members.get(name)?.value;
  }

  item(fingerprint: (secret: string) => string): Item {
    const value = Object.fromEntries([...this.#members].map(([name, item]) => [name, item.value]));
    // A text arrives alone: whether it is a secret, only its name tells.
    const own = stripSecrets(value, fingerprint);
    const inner = [...this.#members].flatMap(([name, item]) =>
      [...item.fingerprints].map(([path, print]) => [`${name}.${path}`, print] as const),
    );
    return { path: '$', pattern: '$', value, fingerprints: new Map([...own, ...inner]) };
  }
}
