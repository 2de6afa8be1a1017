import { beforeEach, describe, expect, it } from 'vitest';
import { nothingSelected } from '#renderer/ui/grid/selection.ts';
import { chosenFindings, keyText, readKey, useFindings, withFolded } from './findings.ts';

const one = { rule: 'NHI7a', identity: 'idn_aaaaaaaaaaaaaaaa' };
const other = { rule: 'OWN:x', identity: 'idn_bbbbbbbbbbbbbbbb' };
beforeEach(() => useFindings.setState({ selection: nothingSelected, focused: null }));

describe('what a command on findings is about', () => {
  it('reads back the key of a finding, and takes no group for one', () => {
    expect([readKey(keyText(one)), readKey(keyText(other))]).toEqual([one, other]);
    for (const text of ['group:idn_aaaaaaaaaaaaaaaa', 'group:owner Ada idn_x', '']) expect(readKey(text)).toBeNull();
  });

  it('is the argument, else what is selected without heads of groups, else what was looked at', () => {
    expect(() => chosenFindings(undefined)).toThrow('No finding is chosen.');
    const { choose } = useFindings.getState();
    choose({ ...nothingSelected, focus: 1, focusId: keyText(one) });
    expect(chosenFindings(undefined)).toEqual([one]);
    choose({ ids: new Set([keyText(other), 'group:NHI7a']), focus: 0, focusId: 'group:NHI7a', anchor: 0 });
    expect(chosenFindings(undefined)).toEqual([other]);
    expect(useFindings.getState().focused).toEqual(one);
    expect(chosenFindings({ findings: [one, other] })).toEqual([one, other]);
  });
});

describe('folding', () => {
  it('holds what differs from all', () => {
    const open = { all: false, except: [] };
    const folded = withFolded(open, 'a', false);
    expect(folded).toEqual({ all: false, except: ['a'] });
    expect(withFolded(folded, 'a', true)).toEqual(open);
    expect(withFolded({ all: true, except: [] }, 'a', true)).toEqual({ all: true, except: ['a'] });
    expect(withFolded({ all: true, except: ['a'] }, 'a', false)).toEqual({ all: true, except: [] });
  });
});
