import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findingsCsv } from '#engine/api/findings-csv.ts';
import { sarifOf } from '#engine/api/findings-sarif.ts';
import { listFindings } from '#engine/api/listing.ts';
import { startEngine, type TestEngine, temporaryFolder } from '#test/support/engine.ts';

const rule = `id: OWN-orphan-agent
title: Agent that nobody answers for
why: Nobody would notice what it does.
severity: medium
when: kind:agent owner:none,departed
raise:
  - when: rule:NHI5a
    to: critical
evidence: [owner, lifetime]
fixes:
  - intent: assign_owner
    label: Name who answers for it
examples:
  - what: an agent of nobody
    identity: { kind: agent, owner: none }
    is: flagged
  - what: an agent with an owner
    identity: { kind: agent, owner: single }
    is: clean
`;
const id = 'OWN-orphan-agent';

describe('a rule of the workspace’s own', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let running: TestEngine;
  beforeEach(async () => {
    folder = temporaryFolder();
    running = startEngine({ userData: folder.join('user') });
    await running.client.call('workspace.create', { path: folder.join('Acme.nhi') });
    await running.client.call('workspace.fillDemo', {});
  });
  afterEach(async () => {
    await running.stop();
    folder.remove();
  });

  const list = (rules: string[] = [id]) => running.client.view('findings.list', { rules, first: 0, count: 500 });
  const status = () => running.client.view('workspace.status', {});

  it('is tried before it is saved, and then finds just whom it said', async () => {
    const before = await status();
    const { problems, examples, total, rows, severities } = await running.client.call('ownRules.check', { text: rule });
    expect(problems).toEqual([]);
    expect(examples.map(({ ok }) => ok)).toEqual([true, true]);
    expect(total).toBeGreaterThan(0);
    expect((await list()).matched).toBe(0);
    await running.client.call('ownRules.save', { text: rule });
    const found = await list();
    expect([found.matched, found.rows.map(({ name }) => name).sort()]).toEqual([
      total,
      rows.map(({ row }) => row.name).sort(),
    ]);
    const after = await status();
    for (const [name, count] of Object.entries(severities)) {
      const severity = name as keyof typeof severities;
      expect(after.counts.findings[severity]).toBe(before.counts.findings[severity] + count);
    }
    expect(found.rows[0]).toMatchObject({
      evidence: [{ label: 'The rule' }, { label: 'owner' }, { label: 'lifetime' }],
      fixes: [{ intent: 'assign_owner', scoreAfter: expect.any(Number) }],
    });
    // In the inventory, by query and by pack.
    const filter = { text: `rule:${id}`, humans: true };
    const grid = await running.client.view('inventory.grid', {
      filter,
      sort: { by: 'name', descending: false },
      first: 0,
      count: 1,
    });
    expect(grid.matched).toBe(total);
    const [first] = found.rows;
    const detail = await running.client.view('findings.detail', { rule: id, identity: first?.identity ?? '' });
    expect(detail?.rule).toMatchObject({ id, pack: 'own', title: 'Agent that nobody answers for' });
  });

  it('stands in SARIF and CSV, and goes with its findings', async () => {
    await running.client.call('ownRules.save', { text: rule });
    const { session } = running.engine;
    const { total } = await running.client.call('ownRules.check', { text: rule });
    const [run] = sarifOf(session, 'pack:own').runs;
    expect(run?.results).toHaveLength(total);
    for (const result of run?.results ?? []) {
      expect(run?.tool.driver.rules[result.ruleIndex]?.id).toBe(id);
    }
    expect(findingsCsv(listFindings(session, 'pack:own')).split('\n')).toHaveLength(total + 1);
    const removed = await running.client.call('ownRules.remove', { id });
    expect(removed.text).toBe(rule);
    expect((await list()).matched).toBe(0);
    await running.client.call('ownRules.save', { text: removed.text });
    expect((await list()).matched).toBe(total);
  });

  it('is judged in What If as everything else', async () => {
    await running.client.call('ownRules.save', { text: rule });
    const [first] = (await list()).rows;
    const view = await running.client.view('whatif.view', {
      identities: [first?.identity ?? ''],
      supposed: { owner: 'backed' },
      below: 'high',
    });
    expect(view.rows[0]?.fixed.map((each) => each.rule)).toContain(id);
  });

  it('that is tried sees findings which somebody accepted, as one that runs does', async () => {
    const { rows } = await list([]);
    const identity = rows[0]?.identity ?? '';
    const findings = rows.filter((row) => row.identity === identity).map(({ rule: of }) => ({ rule: of, identity }));
    await running.client.call('risks.accept', { findings, reason: 'until May' });
    const when = `id:${identity} findings:${findings.length}`;
    const text = `id: OWN-all\ntitle: All\nwhy: It is.\nseverity: low\nwhen: ${JSON.stringify(when)}\n`;
    expect((await running.client.call('ownRules.check', { text })).total).toBe(1);
    await running.client.call('ownRules.save', { text });
    expect((await list(['OWN-all'])).matched).toBe(1);
  });

  it('stays in What If where the change touches nothing that it asks for', async () => {
    const { rows } = await running.client.view('inventory.grid', {
      filter: { kinds: ['agent'] },
      sort: { by: 'name', descending: false },
      first: 0,
      count: 1,
    });
    const [agent] = rows;
    const detail = await running.client.view('identities.detail', { id: agent?.id ?? '' });
    // A tenant by its id, a word that stands in the vendor's own kind alone, and what is still listed.
    const { tenant, vendorKind } = detail?.identity ?? {};
    const whens = [`tenant:${tenant?.id}`, `"${vendorKind}"`, '-missing:<1d'].map((when) => `kind:agent ${when}`);
    for (const [at, when] of whens.entries()) {
      const text = `id: OWN-same-${at}\ntitle: The same\nwhy: It is.\nseverity: low\nwhen: ${JSON.stringify(when)}\n`;
      await running.client.call('ownRules.save', { text });
    }
    const view = await running.client.view('whatif.view', {
      identities: [agent?.id ?? ''],
      supposed: { rotate: true },
      below: 'high',
    });
    const own = view.rows
      .flatMap(({ fixed, raised }) => [...fixed, ...raised])
      .filter((each) => each.rule.startsWith('OWN'));
    expect(own).toEqual([]);
    expect(
      (await list(whens.map((_, at) => `OWN-same-${at}`))).rows.filter((row) => row.identity === agent?.id),
    ).toHaveLength(3);
  });

  it('is refused where it is none or its examples say otherwise, and nothing changes', async () => {
    await running.client.call('ownRules.save', { text: rule });
    const { chain } = await status();
    const cases = [
      [rule.replace('kind:agent', 'kind:robot'), 'Line 5, column 12: '],
      [
        rule.replace('owner: none }', 'owner: single }'),
        'The example “an agent of nobody” does not come out as flagged.',
      ],
    ] as const;
    for (const [text, message] of cases) {
      await expect(running.client.call('ownRules.save', { text })).rejects.toMatchObject({
        code: 'input.invalid',
        message: expect.stringContaining(message),
      });
    }
    await expect(running.client.call('ownRules.remove', { id: 'OWN-other' })).rejects.toMatchObject({
      code: 'record.absent',
    });
    expect((await status()).chain.records).toBe(chain.records);
    expect((await running.client.view('ownRules.list', {})).rules.map((each) => each.text)).toEqual([rule]);
  });

  it('is there again when the workspace is opened anew', async () => {
    await running.client.call('ownRules.save', { text: rule });
    const { matched } = await list();
    for (let round = 0; round < 2; round += 1) {
      await running.client.call('workspace.close', {});
      await running.client.call('workspace.open', { path: folder.join('Acme.nhi') });
      expect((await list()).matched).toBe(matched);
    }
  });
});
