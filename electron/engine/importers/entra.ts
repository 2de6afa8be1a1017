import { type Directory, emptyDirectory, idIn } from './entra/directory.ts';
import { blankKeys, isEnvelope, lists, unwrap } from './entra/envelopes.ts';
import { graphForm } from './entra/graph-form.ts';
import { directoryObjects } from './entra/objects.ts';
import { recognise } from './entra/recognise.ts';
import { Fields } from './fields.ts';
import { GatheredFile } from './gather/gathered-file.ts';
import type { Importer, Reading } from './importer.ts';
import { RootObject } from './root-object.ts';

function begin(...[context, sink]: Parameters<Importer['begin']>): Reading {
  const directory: Directory = emptyDirectory();
  const file = new GatheredFile(context, sink, directoryObjects(directory), directory);
  const root = new RootObject();
  /** A report on one service principal names it once, around what it holds. */
  function learnRoot(): void {
    const told = new Fields(
      graphForm({ appId: root.member('AppID'), servicePrincipalId: root.member('ServicePrincipalID') }),
      '$',
      sink,
    );
    const [id, appId] = [idIn(told, 'servicePrincipalId'), idIn(told, 'appId')];
    if (id !== '' && appId !== '') directory.appOf.set(id, appId);
  }

  function learnPages(): void {
    if (typeof root.member('@odata.nextLink') !== 'string') return;
    const message = 'the answer goes on at another page: this file is a part of it';
    sink.problem({ severity: 'warning', code: 'import.truncated', message, record: null, field: '@odata.nextLink' });
  }

  return {
    item(item) {
      const { pattern, value, asked } = item;
      if (pattern === '$["@odata.context"]' && asked === undefined && typeof value === 'string')
        directory.context = value;
      const unwrapped = unwrap(item);
      if (unwrapped === null) {
        if (asked === undefined) root.take(item);
      } else {
        for (const one of unwrapped) {
          if ('fault' in one) file.reject('import.unreadable_value', one.path, 'status', one.fault);
          else file.item(one);
        }
      }
    },
    missed: (pattern) => root.missed(pattern),
    *end() {
      learnRoot();
      learnPages();
      if (!isEnvelope(root.names)) {
        const item = root.item(context.fingerprint);
        blankKeys(item.value);
        if (root.isWhole) file.item(item);
        else file.reject('import.truncated', '$', null, 'the object is not whole: left out');
      }
      yield* file.finish();
    },
  };
}

/**
 * Objects of a Microsoft Entra tenant: answers of Microsoft Graph, alone, in batches or recorded, what `az ad` and
 * PowerShell write, and assessment reports. Namespaces and external ids: `app` the appId, which application and service
 * principal share (an agent identity has its own id), `user` the object id, `service-principal` and `application` the
 * object id of one whose appId the file does not tell, `federated-subject` issuer and subject.
 */
export const entra: Importer = {
  id: 'entra',
  label: 'Microsoft Entra objects',
  version: 2,
  authority: 'object',
  recognise,
  elements: lists,
  recordings: true,
  begin,
};
