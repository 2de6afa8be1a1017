import type { IdentityKind } from '#shared/model/identity.ts';
import { Icon } from './icon.tsx';

const kinds: Record<IdentityKind, { icon: string; word: string; plural: string; chart: number }> = {
  oauth_client: { icon: 'plug', word: 'OAuth client', plural: 'OAuth clients', chart: 1 },
  api_key: { icon: 'key', word: 'API key', plural: 'API keys', chart: 2 },
  service_account: { icon: 'server-process', word: 'Service account', plural: 'Service accounts', chart: 3 },
  workload: { icon: 'package', word: 'Workload', plural: 'Workloads', chart: 6 },
  agent: { icon: 'hubot', word: 'Agent', plural: 'Agents', chart: 4 },
  human: { icon: 'person', word: 'Human', plural: 'Humans', chart: 8 },
};
export const kindWord = (kind: IdentityKind): string => kinds[kind].word;
export const kindPlural = (kind: IdentityKind): string => kinds[kind].plural;
export const kindIconName = (kind: IdentityKind): string => kinds[kind].icon;
/** The CSS variable of its colour, for a canvas. */
export const kindColourToken = (kind: IdentityKind): string => `--nhi-chart-${kinds[kind].chart}`;
export const kindColour = (kind: IdentityKind): string => `var(${kindColourToken(kind)})`;

export function KindIcon(props: { kind: IdentityKind; size?: 12 | 14 | 16; label?: boolean }) {
  const { kind, size = 16, label = true } = props;
  return <Icon name={kinds[kind].icon} size={size} {...(label ? { label: kinds[kind].word } : {})} />;
}
