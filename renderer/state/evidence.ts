// Where the things stand that the evidence of a finding names.

const sections: Readonly<Record<string, string>> = {
  credential: 'identity.credentials',
  credentials: 'identity.credentials',
  leaked: 'identity.credentials',
  tokenPolicy: 'identity.credentials',
  grant: 'identity.grants',
  grants: 'identity.grants',
  scope: 'identity.privileges',
  delegations: 'identity.delegation',
  lastUsedAt: 'identity.activity',
  activity: 'identity.activity',
  event: 'identity.activity',
  createdAt: 'identity.source',
};

/** The page, and the section of it, that shows what `ref` of an evidence row names: `credential:sec-1`, `owners`, `policy`. */
export function evidenceUri(identity: string, ref: string): string {
  const [what = '', named = ''] = ref.split(/:(.*)/s);
  if (what === 'policy') return 'nhi:/rules';
  if (/^idn_[a-z2-7]{16}$/.test(named)) return `nhi:/identity/${named}`;
  const section = sections[what];
  return `nhi:/identity/${identity}${section === undefined ? '' : `?section=${section}`}`;
}
