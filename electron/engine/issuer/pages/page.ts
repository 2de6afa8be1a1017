import { createHash } from 'node:crypto';
import type { HttpResponse } from '#engine/issuer/ports.ts';
import { Html, html } from './html.ts';

const style = `
:root{color-scheme:light dark;--paper:#fff;--ink:#1f1f1f;--soft:#5f5f5f;--line:#d4d4d4;--accent:#005fb8;--on:#fff;--danger:#b3261e;--field:#fff}
@media (prefers-color-scheme:dark){:root{--paper:#1f1f1f;--ink:#e3e3e3;--soft:#a0a0a0;--line:#454545;--accent:#0078d4;--on:#fff;--danger:#f2837b;--field:#2b2b2b}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
main{max-width:34rem;margin:0 auto;padding:2.5rem 1.25rem}
h1{font-size:1.3rem;line-height:1.3;margin:0 0 .75rem}
h2{font-size:1rem;margin:1.75rem 0 .5rem}
p{margin:.5rem 0}
.soft{color:var(--soft)}
.notice{border-left:3px solid var(--accent);padding:.25rem .75rem;margin:1rem 0}
ul{list-style:none;margin:0;padding:0}
li{border-top:1px solid var(--line);padding:.6rem 0}
li:last-child{border-bottom:1px solid var(--line)}
label.choice{display:flex;gap:.6rem;align-items:baseline}
code{font:.9em ui-monospace,monospace;overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;margin:.5rem 0}
dt{color:var(--soft)}
dd{margin:0;overflow-wrap:anywhere}
input[type=text],input[type=password],select{width:100%;padding:.5rem .6rem;font:inherit;color:inherit;background:var(--field);border:1px solid var(--line);border-radius:3px}
.row{display:flex;gap:.75rem;justify-content:flex-end;margin-top:1.5rem;flex-wrap:wrap}
button{font:inherit;padding:.45rem 1.1rem;border-radius:3px;border:1px solid var(--line);background:transparent;color:inherit;cursor:pointer}
button.first{background:var(--accent);border-color:var(--accent);color:var(--on)}
button.danger{color:var(--danger)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
`;
const styleHash = createHash('sha256').update(style).digest('base64');

export interface PageParts {
  readonly title: string;
  readonly body: Html;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Where a form of this page may lead beside the issuer: the origin or scheme of a redirect. */
  readonly leadsTo?: string;
}

/** A page without a script, that nobody may frame, and that sends its forms to nobody else. */
export function page({ title, body, status = 200, headers = {}, leadsTo = '' }: PageParts): HttpResponse {
  const document = html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>${new Html(`<style>${style}</style>`)}</head><body><main>${body}</main></body></html>`;
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${styleHash}'`,
    `form-action 'self'${leadsTo === '' ? '' : ` ${leadsTo}`}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
  return {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': policy,
      // With no-referrer a browser would send `Origin: null` along with our own forms (Fetch standard, Origin header).
      'Referrer-Policy': 'same-origin',
      ...headers,
    },
    body: document.text,
  };
}

/** RFC 9110 §15.4.4: whatever the method was, what follows is fetched. */
export const redirect = (location: string, headers: Readonly<Record<string, string>> = {}): HttpResponse => ({
  status: 303,
  headers: { Location: location, ...headers },
  body: '',
});

/** A refusal that a person reads, because there is nobody whom it could be sent to. */
export const refusalPage = (status: number, title: string, sentence: string): HttpResponse =>
  page({ status, title, body: html`<h1>${title}</h1><p>${sentence}</p>` });
