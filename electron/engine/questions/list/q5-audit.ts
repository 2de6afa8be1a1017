import { actFor, ana, assistant, connect, helper, mustHave } from '#engine/questions/cast.ts';
import { fail, passUnless, type Question } from '#engine/questions/check.ts';
import type { Lab } from '#engine/questions/lab.ts';
import type { JournalRecord } from '#shared/model/journal-record.ts';

const wanted = { scope: 'orders.read orders.write' };

/** A sub-agent's exchange, and what stands of it in the audit trail. */
async function exchanged(lab: Lab, scope: string): Promise<JournalRecord | undefined> {
  const { accessToken } = mustHave(
    await connect(lab, await assistant(lab), wanted),
    'a token on behalf of the customer',
  );
  await actFor(lab, await helper(lab), accessToken, { scope });
  return (await lab.desk.records()).findLast(({ action }) => action === 'token.exchanged');
}

export const audit: Question = {
  id: 'q5',
  question: 'Is there an audit trail that distinguishes the human, the agent, and the action taken?',
  checks: [
    {
      id: 'who_for_whom',
      title: 'A sub-agent’s exchange names human, agent, client, action, object and decision',
      async run(lab) {
        const record = await exchanged(lab, 'orders.read');
        if (record === undefined) return fail('the exchange left no record');
        const { human, agent, client, object, decision } = record;
        return passUnless(
          [
            human === '' && 'no human',
            agent === null && 'no agent',
            client === '' && 'no client',
            object === '' && 'no object',
            decision !== 'allowed' && `the decision is ${decision}`,
          ],
          `${human}, through ${agent ?? 'nobody'}: ${record.action} ${decision}`,
        );
      },
    },
    {
      id: 'denied_too',
      title: 'What was refused is on record too, with the same parties and the reason',
      async run(lab) {
        const record = await exchanged(lab, 'orders.write');
        if (record === undefined) return fail('the refusal left no record');
        const { human, agent, decision } = record;
        return passUnless(
          [
            decision !== 'denied' && `the decision is ${decision}`,
            human === '' && 'no human',
            agent === null && 'no agent',
          ],
          `${human}, through ${agent ?? 'nobody'}: ${record.action} ${decision}`,
        );
      },
    },
    {
      id: 'traceable',
      title: 'A token’s jti leads to its grant and its consent',
      async run(lab) {
        const { claims } = mustHave(
          await connect(lab, await assistant(lab), wanted),
          'a token on behalf of the customer',
        );
        const { id } = await ana(lab);
        const token = (await lab.desk.tokens(id)).find(({ jti }) => jti === claims.jti);
        const consent = (await lab.desk.consents(id)).find((each) => each.id === token?.consentId);
        return passUnless(
          [token === undefined && 'the token is not listed', consent === undefined && 'it leads to no consent'],
          'token, grant and consent are linked',
        );
      },
    },
    {
      id: 'unforged',
      title: 'The trail proves that nothing in it was changed',
      async run(lab) {
        const ok = await lab.desk.verifyChain();
        return passUnless([!ok && 'the hash chain does not verify'], 'the hash chain verifies to its head');
      },
    },
  ],
};
