import { describe, expect, it } from 'vitest';
import { compensate } from './compensate.ts';

const object = { client: '1', clientId: 'orders' };

describe('taking back', () => {
  it('switches a client on again', () => {
    const disabling = { name: 'client.enabled', object, parameters: { enabled: false } };
    expect(compensate(disabling, { clientId: 'orders', enabled: true })).toMatchObject({
      title: 'Enable orders again',
      operation: { name: 'client.enabled', parameters: { enabled: true } },
      after: { clientId: 'orders', enabled: true },
    });
  });

  it('never lets tokens pass again that were voided', () => {
    const voiding = { name: 'client.not_before', object, parameters: {} };
    expect(compensate(voiding, { clientId: 'orders', notBefore: 0 })).toEqual({
      refused: 'tokens from before stay void',
    });
  });

  it('says what cannot be brought back', () => {
    const ended = ['client.offline_sessions', 'client.secret', 'client.exists', 'consent.exists'];
    for (const name of ended) expect(compensate({ name, object, parameters: {} }, {})).toHaveProperty('refused');
    const absent = { name: 'client.attributes', object, parameters: {} };
    expect(compensate(absent, null)).toEqual({ refused: 'it was not there before' });
  });
});
