/** Where the page lives. There is one page; everything else that a frame could show is refused. */
export const scheme = 'app';
export const origin = `${scheme}://workbench`;
export const pageUrl = `${origin}/index.html`;

/** The page itself, whatever stands behind `#`. */
export function isPage(url: string): boolean {
  return url === pageUrl || url.startsWith(`${pageUrl}#`);
}

export function isOfBundle(url: string): boolean {
  return url.startsWith(`${origin}/`);
}
