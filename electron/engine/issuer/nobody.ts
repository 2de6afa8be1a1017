/** What an event does not have that nobody asked for over the wire and that concerns no token. */
export const nobody = {
  decision: 'allowed',
  human: null,
  humanLive: false,
  agents: [],
  client: null,
  trace: '',
  policy: 'issuer',
} as const;
