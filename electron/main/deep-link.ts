const grammar =
  /^nhi-workbench:\/\/(?:welcome|inventory|lifetimes|privilege|audit|findings|settings|identity\/idn_[a-z2-7]{16})$/;
const prefix = 'nhi-workbench://';

/** The screen that a link names, as the page writes it (`nhi:/identity/idn_…`), or null. A link never acts. */
export function screenOf(link: string): string | null {
  return grammar.test(link) ? `nhi:/${link.slice(prefix.length)}` : null;
}

/**
 * The screen among the arguments of a start, also of a second one. Arguments that merely look like a link are
 * ignored, and so is a link that is not alone: a browser passes exactly one.
 */
export function screenAmong(argv: readonly string[]): string | null {
  const links = argv.filter((argument) => argument.startsWith(prefix));
  return links.length === 1 && links[0] !== undefined ? screenOf(links[0]) : null;
}
