// Full resource names (Google API design, "Resource names") and the tenants that they lie in.

/** `//iam.googleapis.com/projects/p/…` and the like without what Resource Manager's and IAM's own names do not need. */
export const shortName = (name: string): string =>
  name.replace(/^\/\/(?:cloudresourcemanager|iam)\.googleapis\.com\//, '').replace(/^\/\//, '');

/** What an address of an API names: `…/v1/projects/p:getIamPolicy` is `projects/p`. */
export function nameAsked(url: string): string {
  const path = url
    .replace(/^https?:\/\/[^/]*/, '')
    .split(/[?#]/, 1)
    .join('');
  const bucket = /^\/storage\/v\d\/b\/([^/]+)/.exec(path);
  if (bucket !== null) return `storage.googleapis.com/${decoded(bucket[1] ?? '')}`;
  const name = /^\/v\d\w*\/(.+)$/.exec(path)?.[1] ?? '';
  return decoded(name.replace(/:[A-Za-z]+$/, ''));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not percent-encoded: it is meant as it stands.
    return text;
  }
}

const accountName = /\bprojects\/([^/]+)\/serviceAccounts\/([^/:?]+)(?:\/keys\/([^/:?]+))?/;

export interface AccountName {
  readonly project: string;
  /** An e-mail address, or the number that is the account's unique id. */
  readonly account: string;
  readonly key: string;
}

export function accountNamed(name: string): AccountName | null {
  const found = accountName.exec(name);
  if (found === null) return null;
  return { project: found[1] ?? '', account: (found[2] ?? '').toLowerCase(), key: found[3] ?? '' };
}

/** `//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/x`: the pool's part of it. */
export const poolNamed = (name: string): string =>
  /\bprojects\/[^/]+\/locations\/global\/workloadIdentityPools\/[^/:?]+/.exec(name)?.[0] ?? '';

export const lastOf = (name: string): string => name.slice(name.lastIndexOf('/') + 1);

const organization =
  /"?(?:ancestors|organization|parent)\\?"?\s*:\s*[^\]}]{0,300}?\borganizations\/(\d+)|["\s]\/\/cloudresourcemanager\.googleapis\.com\/organizations\/(\d+)\b(?!\/)/;
const projectId = /"?project_?[iI]d\\?"?\s*:\s*\\?"?([a-z][a-z0-9.:-]{3,62})\b/;
const project = /\bprojects\/([a-z][a-z0-9.:-]{3,62}|\d{3,20})\b(?!\/_)/g;

/**
 * The tenant of a file: the organization where it shows that all hangs below one; else its first project, by its id, and
 * by its number only where the file knows no id.
 */
export function tenantIn(text: string): string | null {
  const top = organization.exec(text);
  if (top !== null) return `organizations/${top[1] ?? top[2]}`;
  return projectIn(text);
}

function projectIn(text: string): string | null {
  const said = projectId.exec(text);
  if (said !== null) return said[1] ?? null;
  let number: string | null = null;
  for (const [, name = ''] of text.matchAll(project)) {
    if (!/^\d/.test(name)) return name;
    number ??= name;
  }
  return number;
}

const log =
  /"?log_?name\\?"?\s*:\s*\\?["']?((?:projects|folders|organizations|billingAccounts)\/[^/"'\s]{1,100})\/logs\//i;

/** A log belongs to where its first entry was written. */
export function tenantOfLog(text: string): string | null {
  const place = log.exec(text)?.[1];
  return place === undefined ? projectIn(text) : place.replace(/^projects\//, '');
}
